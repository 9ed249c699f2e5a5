import type { SameAs } from '../../../i18n/catalogue';
import type { trace } from '../../../i18n/fr/trace';

type Sentences = SameAs<typeof trace>;

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
