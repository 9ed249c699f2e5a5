import { readFileSync } from 'node:fs';
import path from 'node:path';
import { groupByDay } from '../../../services/portal/areas/agent/trace/group-by-day';
import {
  browsingSentence,
  isBrowsing,
  sentenceOf,
  type TracedAct,
} from '../../../services/portal/areas/agent/trace/trace-sentence';
import { trace as en } from '../../../services/portal/i18n/en/trace';
import { trace as fr } from '../../../services/portal/i18n/fr/trace';

const SERVICES = path.join(__dirname, '../../../services');

/** The portal stands alone, so the union is read from its source: a word of it that has no sentence fails here. */
const ACTIONS = wordsOf('journal/actions.ts', /export type JournalAction =([\s\S]*?);/);
const ROLES = wordsOf('../infra/ports/unit-of-work.ts', /export type Role =([\s\S]*?);/);

function wordsOf(file: string, union: RegExp): string[] {
  const [, words = ''] = union.exec(readFileSync(path.join(SERVICES, file), 'utf8')) ?? [];
  return [...words.matchAll(/\| '([^']+)'/g)].map(([, word = '']) => word);
}

const act = (part: Partial<TracedAct>): TracedAct => ({
  role: 'client',
  employerName: 'Commune de Montfleury',
  action: 'deposit',
  outcome: 'done',
  documentId: null,
  ...part,
});

describe.each([
  ['French', fr],
  ['English', en],
])('the sentences of the trace in %s', (_name, text) => {
  it('are there for every action of the journal, and for no other', () => {
    expect(ACTIONS.length).toBeGreaterThan(30);
    expect(Object.keys(text.actions).sort()).toEqual([...ACTIONS].sort());
  });

  it('are there for every role but the owner, who is addressed', () => {
    expect(Object.keys(text.others).sort()).toEqual(
      [...ROLES.filter((role) => role !== 'agent'), 'unknown'].sort(),
    );
  });

  it.each(ACTIONS)('say %s without its code, whoever did it and however it ended', (action) => {
    for (const role of ROLES) {
      for (const outcome of ['done', 'refused', 'failed'] as const) {
        const sentence = sentenceOf(act({ action, role, outcome }), null, text);
        expect(sentence).toMatch(/^[A-ZÀ-Ý].*\.$/);
        expect(sentence).not.toMatch(
          /undefined|null|[a-z]-(failed|opened|refused|metadata|journal|page|item)\b/,
        );
      }
    }
  });

  it.each(['something-new', 'constructor', 'toString'])('stay neutral about %s', (action) => {
    expect(sentenceOf(act({ action }), null, text)).not.toContain(action);
    expect(sentenceOf(act({ role: action }), null, text)).not.toContain(action);
  });
});

describe('a sentence of the trace', () => {
  const october = 'votre bulletin de paie d’octobre 2026';

  it.each<[string, Partial<TracedAct>, string]>([
    [
      'a deposit',
      {},
      'Le service paie de la commune de Montfleury a déposé votre bulletin de paie d’octobre 2026.',
    ],
    [
      'initials',
      { employerName: 'CCAS de Montfleury' },
      'Le service paie du CCAS de Montfleury a déposé votre bulletin de paie d’octobre 2026.',
    ],
    [
      'one’s own reading',
      { role: 'agent', action: 'read' },
      'Vous avez ouvert votre bulletin de paie d’octobre 2026.',
    ],
    [
      "a reading of the employer's copy",
      { role: 'hr', action: 'read' },
      'Le service des ressources humaines de la commune de Montfleury a ouvert son exemplaire de votre bulletin de paie d’octobre 2026.',
    ],
    [
      'a failed attempt',
      { role: 'anonymous', action: 'sign-in-failed', outcome: 'refused', employerName: null },
      'Quelqu’un, sans se faire connaître, a tenté de se connecter à votre compte : cela a été refusé.',
    ],
  ])('says %s as people would', (_what, part, expected) => {
    expect(sentenceOf(act(part), october, fr)).toBe(expected);
  });
});

describe('the trace of a day', () => {
  const at = (hour: string, part: Partial<TracedAct>) => ({
    ...act({ role: 'agent', ...part }),
    at: `2026-10-${hour}:00:00Z`,
  });
  const group = (acts: readonly ReturnType<typeof at>[]) =>
    groupByDay(
      acts,
      (instant) => instant.slice(0, 10),
      ({ action, role }) => `${role} ${action}`,
      isBrowsing,
    ).map(({ name, lines, browsing }) => ({
      name,
      lines: lines.map(({ sentence, acts: of }) => [sentence, of.map((one) => one.at.slice(8, 13))]),
      browsing: browsing.map((one) => one.at.slice(8, 13)),
    }));

  it('says once, with how often, what reads the same, and keeps the days apart', () => {
    const reading = { action: 'read', documentId: 'd1' };
    const acts = [
      at('28T08', reading),
      at('27T12', reading),
      at('27T11', { action: 'sign-in' }),
      at('27T10', reading),
    ];
    expect(group(acts)).toEqual([
      { name: '2026-10-28', lines: [['agent read', ['28T08']]], browsing: [] },
      {
        name: '2026-10-27',
        lines: [
          ['agent read', ['27T12', '27T10']],
          ['agent sign-in', ['27T11']],
        ],
        browsing: [],
      },
    ]);
  });

  it('never makes one line of two documents, though they bear the same words', () => {
    const [day] = group([
      at('27T12', { action: 'read', documentId: 'd1' }),
      at('27T11', { action: 'read', documentId: 'd2' }),
    ]);
    expect(day?.lines).toEqual([
      ['agent read', ['27T12']],
      ['agent read', ['27T11']],
    ]);
  });

  it('ends with the owner’s own looking around, and with nothing of anybody else', () => {
    const [day] = group([
      at('27T14', { action: 'list' }),
      at('27T13', { action: 'count' }),
      at('27T12', { action: 'list', role: 'operator-admin' }),
      at('27T11', { action: 'list', outcome: 'refused' }),
      at('27T10', { action: 'read-journal' }),
      at('27T09', { action: 'read-metadata', documentId: 'd1' }),
    ]);
    expect(day?.browsing).toEqual(['27T14', '27T13', '27T10']);
    expect(day?.lines).toEqual([
      ['operator-admin list', ['27T12']],
      ['agent list', ['27T11']],
      ['agent read-metadata', ['27T09']],
    ]);
  });

  it('names what was looked at, each thing once', () => {
    const seen = ['list', 'read-journal', 'list'].map((action) => act({ role: 'agent', action }));
    expect(browsingSentence(seen, fr, (parts) => parts.join(' et '))).toBe(
      'Vous avez parcouru votre coffre-fort : la liste de vos documents et cet historique.',
    );
  });
});
