import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COLUMNS, columnsOf, mayShow } from '../../../services/portal/areas/hr-agents/import/columns';
import { readRows } from '../../../services/portal/areas/hr-agents/import/csv-lines';
import { linesOf } from '../../../services/portal/areas/hr-agents/import/lines-of';
import { readAgentsFile } from '../../../services/portal/areas/hr-agents/import/read-agents-file';
import { hrAgents as en } from '../../../services/portal/i18n/en/hr-agents';
import { hrAgents as fr } from '../../../services/portal/i18n/fr/hr-agents';

/** The portal stands alone, so the union is read from its source: a code of it that has no sentence fails here. */
const SOURCE = readFileSync(path.join(__dirname, '../../../services/directory/agent-row.ts'), 'utf8');
const [, UNION = ''] = /export type AgentRowErrorCode =([\s\S]*?);/.exec(SOURCE) ?? [];
const CODES = [...UNION.matchAll(/\| '([^']+)'/g)].map(([, code = '']) => code);

/** Blanks that no line breaks at are blanks to the reader. */
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');

describe.each([
  ['French', fr],
  ['English', en],
])('faults of rows in %s', (_language, text) => {
  it('have a sentence each, and there is no other', () => {
    expect(CODES.length).toBeGreaterThan(15);
    expect(Object.keys(text.importing.rows).sort()).toEqual([...CODES].sort());
  });
});

it('every fault but that of a whole row has its columns', () => {
  expect(CODES.filter((code) => columnsOf(code).length === 0)).toEqual(['row-malformed']);
  expect(columnsOf('constructor')).toEqual([]);
});

it('a line with two faults is one line, and lines stay in their order', () => {
  expect(
    linesOf([
      { line: 3, code: 'birth-date-short-year' },
      { line: 4, code: 'siret-invalid' },
      { line: 4, code: 'email-invalid' },
    ]),
  ).toEqual([
    { line: 3, codes: ['birth-date-short-year'] },
    { line: 4, codes: ['siret-invalid', 'email-invalid'] },
  ]);
});

it('the question before letters counts the codes that are made and those that end', () => {
  expect([1, 2, 1234].map((n) => plain(fr.post.confirmTitle(n)))).toEqual([
    'Créer 1 nouveau code ?',
    'Créer 2 nouveaux codes ?',
    'Créer 1 234 nouveaux codes ?',
  ]);
  expect(plain(fr.post.confirmEnds(2))).toBe('Les codes déjà remis à ces 2 agents cesseront de fonctionner.');
  expect([1, 2].map(en.post.confirmTitle)).toEqual(['Create 1 new code?', 'Create 2 new codes?']);
  expect(en.post.confirmEnds(2)).toBe('Any codes already handed to these 2 agents will stop working.');
});

describe('rows shown from the file', () => {
  const HEAD = COLUMNS.join(';');
  const row = (payrollNumber: string, familyName: string) =>
    `21990041200012;${payrollNumber};${familyName};;Léa;1985-10-27;;2020-01-01;;;;`;

  it('are found by the line on which they begin, quotes, breaks and blank lines in between', () => {
    const file = `\uFEFF${HEAD}\r\n${row('1', '"Petit; dit ""le\nGrand"""')}\r\n\r\n${row('2', '<b>')}\r\n`;
    const rows = readRows(file, new Set([2, 5]));
    expect([...rows.keys()]).toEqual([2, 5]);
    expect(rows.get(2)).toMatchObject({ payrollNumber: '1', familyName: 'Petit; dit "le\nGrand"' });
    expect(rows.get(5)).toMatchObject({ payrollNumber: '2', familyName: '<b>', noticeDate: '' });
  });

  it('may be separated by commas, and end without a line break', () => {
    const file = 'payrollNumber,familyName,endDate\n7,Martin,';
    expect(readRows(file, new Set([2])).get(2)).toMatchObject({ payrollNumber: '7', familyName: 'Martin' });
  });

  it('say nothing of cells that are not known to be under their name', () => {
    expect(readRows(`${HEAD}\n1;2;3\n`, new Set([2])).get(2)).toEqual({});
  });
});

it.each(['1 85 07 33 312 345', '185072A312345', '1-85-07-33-312-345 12'])(
  'a social security number is not shown: %s',
  (value) => {
    expect(mayShow(value)).toBe(false);
    expect(mayShow(value.slice(2))).toBe(true);
  },
);

describe('a chosen file', () => {
  const fileOf = (bytes: string | Uint8Array<ArrayBuffer>, name = 'agents.csv') => new File([bytes], name);

  it.each([
    ['empty', fileOf('')],
    ['spreadsheet', fileOf('PK\u0003\u0004…', 'agents.xlsx')],
    ['spreadsheet', fileOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))],
    ['zip', fileOf('PK\u0003\u0004…', 'agents.zip')],
    ['pdf', fileOf('%PDF-1.7')],
    ['encoding', fileOf(new Uint8Array([0xff, 0xfe, 0x61, 0]))],
    ['notText', fileOf('a\u0000b')],
  ])('is told to be %s before it is sent', async (flaw, file) => {
    expect(await readAgentsFile(file)).toBe(flaw);
  });

  it('is kept as it was when it was looked over', async () => {
    const kept = await readAgentsFile(fileOf('a;b\n'));
    expect(kept).toBeInstanceOf(Blob);
    expect(await (kept as Blob).text()).toBe('a;b\n');
  });
});
