import type { Bookmark } from '../../../services/ingestion/page-text/list-bookmarks';
import { planSlips } from '../../../services/ingestion/split/plan-slips';
import { BLANK, COVER, file, type Sheet, single } from './sheets';

/** `pages`, with the code of what speaks against them. */
function planned(sheets: readonly Sheet[], bookmarks: readonly Bookmark[] = []): string[] {
  const { slips } = planSlips(file(...sheets), bookmarks);
  return slips.map(({ pages, flaw }) => [pages.join(','), flaw?.code].filter(Boolean).join(' '));
}

describe('slips of one page', () => {
  it('are one item each; cover and blank pages are none', () => {
    const sheets = [COVER, single('1'), BLANK, single('2'), BLANK];
    expect(planned(sheets)).toEqual(['2', '4']);
    expect(planSlips(file(...sheets), []).ignored).toEqual([
      { page: 1, rule: 'cover' },
      { page: 3, rule: 'blank' },
      { page: 5, rule: 'blank' },
    ]);
  });

  it('of one agent behind each other stay two', () => {
    expect(planned([single('1'), single('1', { text: 'corrected' })])).toEqual(['1', '2']);
  });

  it('without a matricule are items of their own', () => {
    expect(planned([single('1'), { title: true, net: true, name: 'DUPONT Inès' }])).toEqual(['1', '2']);
  });

  it('that the file numbers throughout are not pages of one slip', () => {
    const sheets = ['1', '2', '3', '4'].map((agent, at) => single(agent, { page: `${at + 1}/4` }));
    expect(planned(sheets)).toEqual(['1', '2', '3', '4']);
  });

  it('that a part of the file numbers are not either', () => {
    const part = (first: number) =>
      Array.from({ length: 6 }, (_, at) => single(String(first + at), { page: `${at + 1}/6` }));
    expect(planned([...part(1), ...part(7)])).toHaveLength(12);
    expect(planned([...part(1), ...part(7)]).every((slip) => !slip.includes(' '))).toBe(true);
  });
});

describe('pages that name their slip', () => {
  const first = (agent: string): Sheet => ({ agent, title: true, page: '1/2', name: `NAME${agent}` });
  const second = (agent: string): Sheet => ({ agent, title: true, page: '2/2', net: true });

  it('are joined wherever they lie', () => {
    expect(planned([second('1'), first('1')])).toEqual(['2,1']);
    expect(planned([first('1'), first('2'), second('1'), second('2')])).toEqual(['1,3', '2,4']);
    expect(planned([first('1'), single('3'), second('1')])).toEqual(['1,3', '2']);
  });

  it('are joined by slip number, also where only the first names the agent', () => {
    const sheets: Sheet[] = [
      { agent: '1', title: true, slip: 'B-1' },
      { agent: '2', title: true, slip: 'B-2' },
      { slip: 'B-1' },
      { slip: 'B-2' },
    ];
    expect(planned(sheets)).toEqual(['1,3', '2,4']);
  });

  it('are not joined by a number that all slips of the month bear', () => {
    expect(planned([single('1', { slip: '10' }), single('2', { slip: '10' })])).toEqual(['1', '2']);
  });

  it('wait for a person where one is missing', () => {
    expect(planned([first('1'), single('2')])).toEqual(['1 pages-unclear', '2']);
    expect(planned([single('2'), second('1')])).toEqual(['1', '2 pages-unclear']);
  });

  it('of two slips of one agent are told apart where each lies together', () => {
    expect(planned([first('1'), second('1'), first('1'), second('1')])).toEqual(['1,2', '3,4']);
    expect(planned([second('1'), first('1'), second('1'), first('1')])).toEqual(['2,1', '4,3']);
    expect(planned([first('1'), first('1'), second('1'), second('1')])).toEqual([
      '1 pages-unclear',
      '2 pages-unclear',
      '3 pages-unclear',
      '4 pages-unclear',
    ]);
  });

  it('of two months are told apart by the month', () => {
    const month = (sheet: Sheet, period: string): Sheet => ({ ...sheet, period });
    expect(
      planned([
        month(first('1'), '2026-09'),
        month(first('1'), '2026-10'),
        month(second('1'), '2026-10'),
        month(second('1'), '2026-09'),
      ]),
    ).toEqual(['1,4', '2,3']);
  });
});

describe('a following page without identity', () => {
  const first = (agent: string): Sheet => ({ agent, title: true, page: '1/2', name: `NAME${agent}` });
  const anonymous: Sheet = { page: '2/2', net: true };

  it('belongs to the slip directly before it', () => {
    expect(planned([first('1'), anonymous, first('2'), anonymous])).toEqual(['1,2', '3,4']);
    expect(planned([first('1'), BLANK, anonymous])).toEqual(['1,3']);
    expect(planned([{ agent: '1', title: true }, {}, { agent: '2', title: true }])).toEqual(['1,2', '3']);
  });

  it.each<[string, Sheet, Sheet]>([
    ['the slip is whole', single('1', { page: '1/1' }), {}],
    ['it is not the next page', { agent: '1', title: true, page: '1/3' }, { page: '3/3' }],
    ['its total differs', { agent: '1', title: true, page: '1/2' }, { page: '2/3' }],
    ['another layout printed it', { agent: '1', title: true }, { layout: { left: 90, type: 12 } }],
    ['it names another agent', { agent: '1', title: true, name: 'DUPONT Inès' }, { name: 'MARTIN Jean' }],
    ['another month stands on it', { agent: '1', title: true, period: '2026-10' }, { period: '2026-09' }],
    ['another slip number stands on it', { agent: '1', title: true, slip: 'A' }, { slip: 'B' }],
    ['both print a net pay', single('1'), { net: true }],
  ])('belongs to nothing where %s', (_, slip, page) => {
    const [, left] = planned([slip, page]);
    expect(left).toMatch(/^2 (?:unassigned-page|pages-unclear)$/u);
  });

  it('does not cross a cover', () => {
    expect(planned([{ agent: '1', title: true }, COVER, {}])).toEqual(['1', '3 unassigned-page']);
  });

  it('is in doubt where the slip before misses a page, too', () => {
    expect(planned([first('1'), first('2'), anonymous, anonymous])).toEqual([
      '1 pages-unclear',
      '2,3 pages-unclear',
      '4 pages-unclear',
    ]);
    expect(planned([first('1'), first('2'), anonymous, single('3')])).toEqual([
      '1 pages-unclear',
      '2,3 pages-unclear',
      '4',
    ]);
  });

  it('is not taken from before its slip', () => {
    expect(planned([single('3'), anonymous, first('1')])).toEqual([
      '1',
      '2 pages-unclear',
      '3 pages-unclear',
    ]);
  });
});

describe('a page that names an agent and no slip', () => {
  it('belongs to the slip of that agent directly before it', () => {
    expect(
      planned([
        { agent: '1', title: true },
        { agent: '1', net: true },
      ]),
    ).toEqual(['1,2']);
  });

  it('that lies apart is in doubt, and so is what it may belong to', () => {
    const sheets: Sheet[] = [
      { agent: '1', title: true },
      { agent: '2', title: true },
      { agent: '1' },
      { agent: '2' },
    ];
    expect(planned(sheets)).toEqual([
      '1 pages-unclear',
      '2 pages-unclear',
      '3 pages-unclear',
      '4 pages-unclear',
    ]);
  });
});

describe('what is left over', () => {
  it('is an item of its own, never dropped', () => {
    expect(planned([{}, single('1')])).toEqual(['1 unassigned-page', '2']);
  });

  it('is of no known layout where no page shows a beginning', () => {
    expect(planned([{}, {}])).toEqual(['1 layout-unknown', '2 layout-unknown']);
  });

  it('is a slip that says it goes on, and does not', () => {
    expect(planned([single('1', { goesOn: true, net: false }), single('2')])).toEqual([
      '1 pages-unclear',
      '2',
    ]);
  });

  it('is a slip without net pay among others that print it', () => {
    const sheets = [...'12345'].map((agent) => single(agent));
    expect(planned([...sheets, { agent: '6', title: true }])[5]).toBe('6 pages-unclear');
  });

  it('is a page that could not be read, and nothing follows it', () => {
    expect(planned([single('1'), { fault: 'over-limit', layout: null }, {}])).toEqual([
      '1',
      '2 over-limit',
      '3 unassigned-page',
    ]);
  });
});

describe('bookmarks', () => {
  const at = (page: number, title = 'x'): Bookmark => ({ page, title });

  it('begin a slip where no title does', () => {
    const sheets: Sheet[] = [{ agent: '1', title: true }, {}, { agent: '2', title: true }, { name: 'X Y' }];
    expect(planned(sheets, [at(1), at(3)])).toEqual(['1,2', '3', '4 unassigned-page']);
    expect(planned([{ agent: '1', title: true }, {}, {}], [at(1), at(3)])).toEqual(['1,2', '3']);
  });

  it('tell a title repeated on a next page from a new slip', () => {
    const sheets: Sheet[] = [
      { agent: '1', title: true, birthDate: '1980-01-01' },
      { agent: '1', title: true, net: true },
      single('2'),
    ];
    expect(planned(sheets, [at(1), at(3)])).toEqual(['1,2', '3']);
    expect(planned(sheets, [at(1), at(2), at(3)])).toEqual(['1', '2', '3']);
  });

  it('never outweigh the pages: what they contradict waits', () => {
    const two: Sheet[] = [
      { agent: '1', title: true, page: '1/2' },
      { agent: '1', page: '2/2', net: true },
      single('2'),
    ];
    expect(planned(two, [at(1), at(2)])).toEqual(['1,2 pages-unclear', '3']);
    expect(planned([single('00417'), single('00418')], [at(1, 'Matricule : 00418'), at(2)])).toEqual([
      '1 document-disagrees',
      '2',
    ]);
    expect(planned([single('00417'), single('00418')], [at(1, '00418 DUPONT'), at(2)])).toEqual([
      '1 document-disagrees',
      '2',
    ]);
  });

  it('of every page are a list of pages', () => {
    const sheets: Sheet[] = [
      { agent: '1', title: true, page: '1/2' },
      { agent: '1', page: '2/2', net: true },
      single('2'),
    ];
    expect(planned(sheets, [at(1), at(2), at(3)])).toEqual(['1,2', '3']);
  });
});
