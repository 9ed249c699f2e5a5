import fc from 'fast-check';
import { planByIndex } from '../../../services/ingestion/split/plan-by-index';
import { planSlips } from '../../../services/ingestion/split/plan-slips';
import type { SplitPlan } from '../../../services/ingestion/split/split-plan';
import { BLANK, COVER, file, type Sheet, single } from './sheets';

const AGENTS = ['00417', '0417', '00418', '102'];

/** Anything may stand on a page, in any order. */
const sheet: fc.Arbitrary<Sheet> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Sheet>(BLANK, COVER, { fault: 'over-limit', layout: null }) },
  {
    weight: 9,
    arbitrary: fc
      .record({
        agent: fc.option(fc.constantFrom(...AGENTS), { nil: undefined }),
        name: fc.option(fc.constantFrom('DUPONT Inès', 'MARTIN Jean'), { nil: undefined }),
        slip: fc.option(fc.constantFrom('A', 'B'), { nil: undefined, freq: 4 }),
        page: fc.option(fc.constantFrom('1/1', '1/2', '2/2', '1/3', '2/3', '3/3', '2', '9/2'), {
          nil: undefined,
        }),
        title: fc.boolean(),
        net: fc.boolean(),
        continues: fc.boolean(),
        goesOn: fc.boolean(),
      })
      .map(
        (said): Sheet => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
      ),
  },
);
const bookmarks = fc.array(
  fc.record({ page: fc.integer({ min: 1, max: 12 }), title: fc.constantFrom('x', '00417') }),
);

const pagesIn = ({ slips, ignored }: SplitPlan) =>
  [...slips.flatMap(({ pages }) => pages), ...ignored.map(({ page }) => page)].sort((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('every plan', () => {
  it('has each page exactly once: in a slip, or ignored by a rule', () => {
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 12 }), bookmarks, (sheets, marks) => {
        const inFile = marks.filter(({ page }) => page <= sheets.length);
        expect(pagesIn(planSlips(file(...sheets), inFile))).toEqual(upTo(sheets.length));
      }),
      { numRuns: 1000 },
    );
  });

  it('ignores no page that says anything', () => {
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 12 }), (sheets) => {
        const pages = file(...sheets);
        for (const { page } of planSlips(pages, []).ignored)
          expect(pages[page - 1]?.kind).not.toBe('content');
      }),
    );
  });

  it('lets no slip through that shows two matricules', () => {
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 12 }), bookmarks, (sheets, marks) => {
        const pages = file(...sheets);
        const inFile = marks.filter(({ page }) => page <= sheets.length);
        for (const slip of planSlips(pages, inFile).slips) {
          const agents = new Set(slip.pages.flatMap((number) => pages[number - 1]?.payrollNumbers ?? []));
          if (agents.size > 1) expect(slip.flaw).not.toBeNull();
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Slips of one to three pages, each page naming its slip. */
const slips = fc.uniqueArray(
  fc.record({
    agent: fc.integer({ min: 1000, max: 9999 }).map(String),
    pages: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: ({ agent }) => agent, minLength: 1, maxLength: 8 },
);

describe('slips whose pages name them', () => {
  it('are put together from any order, with anything that names nobody between them', () => {
    fc.assert(
      fc.property(
        slips,
        fc.infiniteStream(fc.nat()),
        fc.array(fc.constantFrom(BLANK, COVER)),
        (wanted, dice, between) => {
          const sheets = wanted.flatMap(({ agent, pages }) =>
            upTo(pages).map(
              (n): Sheet => ({ agent, title: n === 1, page: `${n}/${pages}`, net: n === pages }),
            ),
          );
          const shuffled = [...sheets, ...between]
            .map((one) => ({ one, at: dice.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
          const pages = file(...shuffled);
          const plan = planSlips(pages, []);
          const found = plan.slips.map(({ pages: own, flaw }) => ({
            agent: pages[(own[0] ?? 0) - 1]?.payrollNumbers[0],
            numbers: own.map((number) => pages[number - 1]?.fields.page?.number),
            flaw,
          }));
          const byAgent = (a: { agent?: string | undefined }, b: { agent?: string | undefined }) =>
            String(a.agent).localeCompare(String(b.agent));
          expect(found.sort(byAgent)).toEqual(
            wanted
              .map(({ agent, pages: count }) => ({ agent, numbers: upTo(count), flaw: null }))
              .sort(byAgent),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of which one page is taken away are never let through', () => {
    fc.assert(
      fc.property(slips, fc.nat(), (wanted, lost) => {
        const sheets = wanted.flatMap(({ agent, pages }) =>
          upTo(pages).map((n): Sheet => ({ agent, title: n === 1, page: `${n}/${pages}`, net: n === pages })),
        );
        const gone = lost % sheets.length;
        const agent = sheets[gone]?.agent;
        const pages = file(...sheets.filter((_, at) => at !== gone));
        for (const slip of planSlips(pages, []).slips) {
          const isHurt = slip.pages.some((number) => pages[number - 1]?.payrollNumbers[0] === agent);
          expect(slip.flaw === null).toBe(!isHurt);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a plan by index', () => {
  const bound = fc.oneof(
    fc.integer({ min: -1, max: 12 }).map(String),
    fc.constantFrom('', 'x', '1.5', '1e3'),
  );
  const ranges = fc.array(fc.record({ firstPage: bound, lastPage: bound }), { maxLength: 6 });

  it('has each page exactly once, whatever the rows say, and answers every row', () => {
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 10 }), ranges, (sheets, rows) => {
        const plan = planByIndex(file(...sheets), rows);
        expect(plan.rows).toHaveLength(rows.length);
        const all = { slips: [...plan.rows, ...plan.unnamed], ignored: plan.ignored };
        expect(pagesIn(all)).toEqual(upTo(sheets.length));
      }),
      { numRuns: 1000 },
    );
  });

  it('puts numbered pages into reading order, and doubts what is not one whole slip', () => {
    const pages = file(
      { agent: '1', page: '2/2' },
      { agent: '1', page: '1/2', title: true },
      { agent: '2', page: '1/2', title: true },
      single('3'),
    );
    const range = (firstPage: string, lastPage: string) => ({ firstPage, lastPage });
    const { rows } = planByIndex(pages, [range('1', '2'), range('3', '3'), range('4', '4')]);
    expect(rows.map(({ pages: own, flaw }) => [own, flaw?.code ?? null])).toEqual([
      [[2, 1], null],
      [[3], 'pages-unclear'],
      [[4], null],
    ]);
  });
});
