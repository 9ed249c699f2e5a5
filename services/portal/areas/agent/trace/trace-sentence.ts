import type { SameAs } from '../../../i18n/catalogue';
import type { trace } from '../../../i18n/fr/trace';

type Sentences = SameAs<typeof trace>;
type Lister = (parts: readonly string[]) => string;

/** What an entry of the trace says of itself. */
export interface TracedAct {
  readonly role: string;
  readonly employerName: string | null;
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly documentId: string | null;
}

/**
 * An act in words: never its code, whatever it is.
 *
 * @param document "your payslip of October 2026", or null where it is not known which one it was
 */
export function sentenceOf(act: TracedAct, document: string | null, text: Sentences): string {
  const you = act.role === 'agent';
  const has = you ? text.you : whoOf(act, text);
  const parts = { has, you, document: wordsFor(act, document, text) };
  const { done, tried } = own(text.actions, act.action) ?? text.neutral;
  if (act.outcome === 'done') return done(parts);
  return (act.outcome === 'refused' ? text.refused : text.failed)(has, tried(parts));
}

const BROWSED = ['list', 'count', 'read-journal'] as const;

/** What the portal reads to show its own pages to the owner: neither a document, nor by anybody else. */
export function isBrowsing({ role, action, outcome }: TracedAct): boolean {
  return role === 'agent' && outcome === 'done' && BROWSED.some((one) => one === action);
}

/** All of a day's looking around, in one sentence that names what was looked at. */
export function browsingSentence(acts: readonly TracedAct[], text: Sentences, listOf: Lister): string {
  const seen = BROWSED.filter((action) => acts.some((act) => act.action === action));
  return text.browsing(listOf(seen.map((action) => text.browsed[action])));
}

function whoOf({ role, employerName }: TracedAct, text: Sentences): string {
  return (own(text.others, role) ?? text.others.unknown)(employerName);
}

/** What an employer reaches is its own copy; what it puts in or takes away is the agent's. */
const ON_OWN_COPY: ReadonlySet<string> = new Set(['read', 'read-metadata', 'control', 'prove']);
const EMPLOYER_ROLES: ReadonlySet<string> = new Set(['hr', 'hr-reader', 'client']);

function wordsFor({ role, action }: TracedAct, document: string | null, text: Sentences): string {
  const words = document ?? text.aDocument;
  return ON_OWN_COPY.has(action) && EMPLOYER_ROLES.has(role) ? text.ownCopy(words) : words;
}

/** Not what an object inherits: `constructor` is no action. */
function own<T extends object>(all: T, name: string): T[keyof T] | undefined {
  return Object.hasOwn(all, name) ? all[name as keyof T] : undefined;
}
