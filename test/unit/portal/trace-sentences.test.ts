import { readFileSync } from 'node:fs';
import path from 'node:path';
import { groupByDay } from '../../../services/portal/areas/agent/trace/group-by-day';
import { sentenceOf, type TracedAct } from '../../../services/portal/areas/agent/trace/trace-sentence';
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
  it('says once, with how often, what reads the same, and keeps the days apart', () => {
    const acts = [
      { at: '2026-10-28T08:00:00Z', what: 'list' },
      { at: '2026-10-27T12:00:00Z', what: 'list' },
      { at: '2026-10-27T11:00:00Z', what: 'read' },
      { at: '2026-10-27T10:00:00Z', what: 'list' },
    ];
    const days = groupByDay(
      acts,
      (at) => at.slice(0, 10),
      ({ what }) => what,
    );
    expect(
      days.map(({ name, lines }) => [
        name,
        lines.map(({ sentence, count, since }) => [sentence, count, since]),
      ]),
    ).toEqual([
      ['2026-10-28', [['list', 1, '2026-10-28T08:00:00Z']]],
      [
        '2026-10-27',
        [
          ['list', 2, '2026-10-27T10:00:00Z'],
          ['read', 1, '2026-10-27T11:00:00Z'],
        ],
      ],
    ]);
  });
});
