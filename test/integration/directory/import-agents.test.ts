import { readFileSync } from 'node:fs';
import path from 'node:path';
import { importAgents } from '../../../services/directory/import-agents';
import { listAgents } from '../../../services/directory/list-agents';
import {
  addAgents,
  addEmployer,
  CCAS,
  COMMUNE,
  COMMUNITY,
  dumpText,
  HEAD,
  hrOf,
  type Installation,
  openInstallation,
  readTrace,
} from './installation';

let installation: Installation;
let employer: { id: string; siret: string };
beforeEach(async () => {
  installation = await openInstallation();
  employer = { id: await addEmployer(installation, COMMUNE), siret: COMMUNE };
});
afterEach(() => installation.stop());

function run(text: string | Buffer, dryRun = false) {
  return importAgents(installation.deps, hrOf(employer.id), {
    employerId: employer.id,
    content: Buffer.from(text),
    dryRun,
  });
}

async function list() {
  const page = await listAgents(installation.deps, hrOf(employer.id), { employerId: employer.id });
  return page.items;
}

const row = (fields: string): string => `${COMMUNE};${fields}`;
const GOOD = row('00417;Chabrillac;Chabrillac-Garçonnet;Inès;1993-10-16;ines@example.org;2007-03-01;');

test('a file of several employers gives each its own rows and counts the others as ignored', async () => {
  const file = [
    HEAD,
    GOOD,
    `${COMMUNITY};00417;O'Kelly;;Aïcha;1970-10-18;aicha@example.org;2001-10-01;`,
    `${CCAS};7;Rabaté;;Yoann;1998-04-11;yoann@example.org;2009-01-01;`,
  ].join('\n');
  expect(await run(file)).toEqual({
    dryRun: false,
    rows: 3,
    created: 1,
    updated: 0,
    unchanged: 0,
    ignored: 2,
    errors: [],
    errorCount: 0,
  });
  expect(await list()).toEqual([
    {
      id: expect.any(String),
      payrollNumber: '00417',
      source: 'main',
      familyName: 'Chabrillac',
      usageName: 'Chabrillac-Garçonnet',
      givenName: 'Inès',
      birthDate: '1993-10-16',
      invitationAddress: 'ines@example.org',
      channel: 'unset',
      noticeDate: null,
      startDate: '2007-03-01',
      endDate: null,
      activated: false,
    },
  ]);
});

test('byte order mark, commas, CRLF, quotes, blank lines, unknown columns and any order are read', async () => {
  const file =
    '\ufeffstartDate,payrollNumber,remark,givenName,familyName,usageName,birthDate,personalEmail,endDate,employerSiret,source,channel,noticeDate\r\n' +
    '\r\n' +
    `2020-01-01," 00 042 ","two\r\nlines, ""quoted""",Loïc,"d'Hautecombe",,1976-11-26,,2026-12-31,${COMMUNE},paie2,paper,2026-02-01\r\n`;
  expect(await run(file)).toMatchObject({ created: 1, errors: [] });
  expect(await list()).toMatchObject([
    {
      payrollNumber: '00042',
      source: 'paie2',
      familyName: "d'Hautecombe",
      channel: 'paper',
      noticeDate: '2026-02-01',
      endDate: '2026-12-31',
      invitationAddress: null,
    },
  ]);
});

test('every bad row is named by line and code, without what stands in it, and the good rows are imported', async () => {
  const file = [
    HEAD,
    GOOD,
    row('1;Un;;Deux'),
    '123;2;Nom;;Prénom;1990-01-01;;2020-01-01;',
    row(';Nom;;Prénom;1990-01-01;;2020-01-01;'),
    row(`4${'x'.repeat(64)};Nom;;Prénom;1990-01-01;;2020-01-01;`),
    row('9 84 05 99 999 123;Nom;;Prénom;1990-01-01;;2020-01-01;'),
    row('6;;;Prénom;1990-01-01;;2020-01-01;'),
    row('7;Nom;99;Prénom;1990-01-01;;2020-01-01;'),
    row('8;Nom;;;1990-01-01;;2020-01-01;'),
    row('9;Nom;;Prénom;16/10/93;;2020-01-01;'),
    row('10;Nom;;Prénom;2026-10-15;;2020-01-01;'),
    row('11;Nom;;Prénom;1990-02-30;nobody at home;2020-13-01;'),
    row('12;Nom;;Prénom;1990-01-01;;;'),
    row('13;Nom;;Prénom;1990-01-01;;2020-01-01;2019-12-31'),
    row('00417;Autre;;Ligne;1990-01-01;;2007-03-01;'),
  ].join('\n');
  const report = await run(file);
  expect(report).toMatchObject({ rows: 15, created: 1 });
  expect(report.errors).toEqual([
    { line: 3, code: 'row-malformed' },
    { line: 4, code: 'siret-invalid' },
    { line: 5, code: 'payroll-number-missing' },
    { line: 6, code: 'payroll-number-invalid' },
    { line: 7, code: 'nir-as-payroll-number' },
    { line: 8, code: 'family-name-invalid' },
    { line: 9, code: 'usage-name-invalid' },
    { line: 10, code: 'given-name-invalid' },
    { line: 11, code: 'birth-date-short-year' },
    { line: 12, code: 'birth-date-invalid' },
    { line: 13, code: 'birth-date-invalid' },
    { line: 13, code: 'email-invalid' },
    { line: 13, code: 'start-date-invalid' },
    { line: 14, code: 'start-date-invalid' },
    { line: 15, code: 'end-before-start' },
    { line: 16, code: 'duplicate-row' },
  ]);
});

test('a day as French spreadsheets write it is the same day: no other employment, and nothing changed', async () => {
  const iso = row('9;Nom;;Prénom;1993-10-06;;2020-02-01;2026-12-31;main;;2026-01-02');
  const french = row('9;Nom;;Prénom;06/10/1993;;01/02/2020;31/12/2026;main;;02/01/2026');
  const head = `${HEAD};source;channel;noticeDate`;
  expect(await run(`${head}\n${french}`)).toMatchObject({ created: 1, errors: [] });
  expect(await list()).toMatchObject([
    { birthDate: '1993-10-06', startDate: '2020-02-01', endDate: '2026-12-31', noticeDate: '2026-01-02' },
  ]);
  expect(await run(`${head}\n${iso}`)).toMatchObject({ created: 0, updated: 0, unchanged: 1, errors: [] });
  expect(await run(`${head}\n${iso}\n${french}`)).toMatchObject({
    unchanged: 1,
    errors: [{ line: 3, code: 'duplicate-row' }],
  });
});

test.each([
  ['not-utf8', Buffer.from(`${HEAD}\n${GOOD}`, 'latin1'), {}],
  ['csv-empty', Buffer.from('\n'), {}],
  ['column-missing', Buffer.from(HEAD.replace(';birthDate', '')), { columns: ['birthDate'] }],
  ['column-twice', Buffer.from(`${HEAD};birthDate`), { columns: ['birthDate'] }],
  ['csv-malformed', Buffer.from(`${HEAD}\n${GOOD}\n${COMMUNE};"open;x`), { line: 3 }],
])('a file that is %s is refused whole', async (code, content, detail) => {
  await expect(run(content)).rejects.toMatchObject({ code, detail });
  expect(await list()).toEqual([]);
});

test('more rows or bytes than allowed are refused before anything is written', async () => {
  const content = Buffer.from([HEAD, GOOD, GOOD.replace('00417', '2')].join('\n'));
  for (const csvLimits of [
    { maxBytes: content.length - 1, maxRows: 10 },
    { maxBytes: 10_000, maxRows: 1 },
  ]) {
    const deps = { ...installation.deps, csvLimits };
    await expect(
      importAgents(deps, hrOf(employer.id), { employerId: employer.id, content }),
    ).rejects.toMatchObject({ code: 'over-limit' });
  }
  expect(await list()).toEqual([]);
});

test('a dry run reports what an import would do and leaves no row and no journal entry', async () => {
  const before = await dumpText(installation);
  expect(await run([HEAD, GOOD, row('1;Un')].join('\n'), true)).toMatchObject({
    dryRun: true,
    created: 1,
    errors: [{ line: 3, code: 'row-malformed' }],
  });
  expect(await dumpText(installation)).toBe(before);
});

test('the same file again changes nothing; a correction updates in place', async () => {
  await run([HEAD, GOOD].join('\n'));
  const [before] = await list();
  expect(await run([HEAD, GOOD].join('\n'))).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  const corrected = GOOD.replace('Inès', 'Ines').replace('2007-03-01;', '2007-03-01;2026-09-30');
  expect(await run([HEAD, corrected].join('\n'))).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
  expect(await list()).toEqual([{ ...before, givenName: 'Ines', endDate: '2026-09-30' }]);
  expect((await readTrace(installation, 'import-agents')).sort()).toEqual([
    'done - employer hr',
    'done - employer hr',
    'done identity-changed agent hr',
  ]);
});

test('two people of one name and birth date stay two', async () => {
  await run([HEAD, GOOD, GOOD.replace('00417', '00418')].join('\n'));
  expect(await list()).toHaveLength(2);
});

test('a matricule may serve again after its end, never two people on one day', async () => {
  await run([HEAD, GOOD].join('\n'));
  const next = row('00417;Vauquelin;;Loïc;1976-11-26;;2020-01-01;');
  expect(await run([HEAD, next].join('\n'))).toMatchObject({
    created: 0,
    errors: [{ line: 2, code: 'payroll-number-overlap' }],
  });
  // One row ends what the other begins, in whichever order they stand.
  const ended = GOOD.replace('2007-03-01;', '2007-03-01;2019-12-31');
  expect(await run([HEAD, next, ended].join('\n'))).toMatchObject({ created: 1, updated: 1, errors: [] });
  expect(await list()).toMatchObject([{ familyName: 'Chabrillac' }, { familyName: 'Vauquelin' }]);
  const zeros = row('417;Zéro;;Sans;1976-11-26;;2020-01-01;');
  const otherSource = `${row('00417;Autre;;Source;1976-11-26;;2020-01-01;')};paie2`;
  expect(await run([HEAD, zeros].join('\n'))).toMatchObject({ created: 1, errors: [] });
  expect(await run([`${HEAD};source`, otherSource].join('\n'))).toMatchObject({ created: 1, errors: [] });
  const nirAsSource = `${row('00418;Autre;;Source;1976-11-26;;2020-01-01;')};1_84_05_99_999_123`;
  expect(await run([`${HEAD};source`, nirAsSource].join('\n'))).toMatchObject({
    created: 0,
    errors: [{ line: 2, code: 'source-invalid' }],
  });
});

test('of two rows that claim one matricule for the same days neither is taken', async () => {
  const clash = GOOD.replace('2007-03-01', '2008-03-01').replace('Chabrillac;', 'Autre;');
  expect(await run([HEAD, GOOD, clash].join('\n'))).toMatchObject({
    created: 0,
    errors: [
      { line: 2, code: 'payroll-number-overlap' },
      { line: 3, code: 'payroll-number-overlap' },
    ],
  });
});

test('an update that changes birth name and birth date at once is somebody else, and refused', async () => {
  await run([HEAD, GOOD].join('\n'));
  const other = row('00417;Vauquelin;;Inès;1976-11-26;;2007-03-01;');
  expect(await run([HEAD, other].join('\n'))).toMatchObject({ errors: [{ line: 2, code: 'other-person' }] });
  const sibling = GOOD.replace('Inès', 'Iris').replace('1993-10-16', '1991-02-03');
  expect(await run([HEAD, sibling].join('\n'))).toMatchObject({
    errors: [{ line: 2, code: 'other-person' }],
  });
  const married = row('00417;Chabrillac;Vauquelin;Inès;1993-10-17;;2007-03-01;');
  expect(await run([HEAD, married].join('\n'))).toMatchObject({ updated: 1, errors: [] });
});

test('imports in a row make nobody into somebody else, one field at a time', async () => {
  await run([HEAD, GOOD].join('\n'));
  const renamed = GOOD.replace('Chabrillac;', 'Vauquelin;').replace('Inès', 'Iris');
  expect(await run([HEAD, renamed].join('\n'))).toMatchObject({ updated: 1, errors: [] });
  const other = renamed.replace('1993-10-16', '1976-11-26');
  for (const dryRun of [true, false]) {
    expect(await run([HEAD, other].join('\n'), dryRun)).toMatchObject({
      updated: 0,
      errors: [{ line: 2, code: 'other-person' }],
    });
  }
  // Also after a detour; what corrects towards the origin is taken.
  const family = GOOD.replace('Chabrillac;', 'Vauquelin;');
  expect(await run([HEAD, family].join('\n'))).toMatchObject({ updated: 1, errors: [] });
  const reborn = GOOD.replace('1993-10-16', '1976-11-26');
  expect(await run([HEAD, reborn].join('\n'))).toMatchObject({ errors: [{ line: 2, code: 'other-person' }] });
  expect(await run([HEAD, GOOD].join('\n'))).toMatchObject({ updated: 1, errors: [] });
  expect(await run([HEAD, reborn].join('\n'))).toMatchObject({ updated: 1, errors: [] });
  expect(await run([HEAD, renamed.replace('1993-10-16', '1976-11-26')].join('\n'))).toMatchObject({
    errors: [{ line: 2, code: 'other-person' }],
  });
  const [agent] = await list();
  expect(agent).toMatchObject({ familyName: 'Chabrillac', givenName: 'Inès', birthDate: '1976-11-26' });
  expect(agent).not.toHaveProperty('origin');
});

test('imports at the same time of the same rows make each agent once', async () => {
  const file = [HEAD, ...Array.from({ length: 1_200 }, (_, n) => GOOD.replace('00417', `A${n}`))].join('\n');
  const reports = await Promise.all([run(file), run(file)]);
  expect(reports.map((report) => report.created + report.unchanged)).toEqual([1_200, 1_200]);
  expect(reports.reduce((sum, report) => sum + report.created, 0)).toBe(1_200);
});

test('agents come page by page in the order of matricules, each once', async () => {
  await addAgents(
    installation,
    employer,
    ['B2', '010', '01', 'a1', '9'].map((number) => `${number};Nom;;Prénom;1990-01-01;;2020-01-01;`),
  );
  const seen: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof listAgents>> = await listAgents(
      installation.deps,
      hrOf(employer.id),
      { employerId: employer.id, limit: 2, ...(cursor === undefined ? {} : { cursor }) },
    );
    seen.push(...page.items.map((item) => item.payrollNumber));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['01', '010', '9', 'B2', 'a1']);
  for (const hostile of [
    'x',
    '-'.repeat(36),
    Buffer.from('["\\u0000"]').toString('base64url'),
    employer.id,
  ]) {
    await expect(
      listAgents(installation.deps, hrOf(employer.id), { employerId: employer.id, cursor: hostile }),
    ).rejects.toMatchObject({ code: 'cursor-invalid' });
  }
  expect(await readTrace(installation, 'list')).toEqual(Array(3).fill('done - employer hr'));
});

test('no name, birth date or address of the sample directory stands in any column', async () => {
  const sample = path.resolve(__dirname, 'agents.csv');
  const content = readFileSync(sample);
  expect(await run(content)).toMatchObject({ created: 3, ignored: 2, errors: [] });
  const dump = await dumpText(installation);
  const rows = content
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)
    .filter((line) => line.startsWith(COMMUNE));
  expect(rows).toHaveLength(3);
  for (const fields of rows.map((line) => line.split(';'))) {
    for (const secret of fields.slice(2, 7).filter((field) => field !== '')) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    }
  }
});

test('of very many errors the first thousand are named and all are counted', async () => {
  const report = await run([HEAD, ...Array.from({ length: 1_500 }, () => row('1;Un'))].join('\n'));
  expect(report.errors).toHaveLength(1_000);
  expect(report.errors[0]).toEqual({ line: 2, code: 'row-malformed' });
  expect(report.errorCount).toBe(1_500);
});

test('who has activated keeps birth name, given name and birth date; other changes stand in their trace', async () => {
  await run([HEAD, GOOD].join('\n'));
  const fixed = GOOD.replace('1993-10-16', '1993-10-17');
  expect(await run([HEAD, fixed].join('\n'))).toMatchObject({ updated: 1, errors: [] });
  await installation.look('update employment set activated = true');
  const renamed = fixed.replace('Chabrillac;', 'Vauquelin;');
  const reborn = fixed.replace('1993-10-17', '1993-10-18');
  const twin = fixed.replace('Inès', 'Iris');
  for (const change of [renamed, reborn, twin]) {
    expect(await run([HEAD, change].join('\n'))).toMatchObject({
      updated: 0,
      errors: [{ line: 2, code: 'identity-locked' }],
    });
  }
  const moved = fixed.replace('ines@', 'chabrillac@');
  expect(await run([HEAD, moved].join('\n'))).toMatchObject({ updated: 1, errors: [] });
  const ended = moved.replace('2007-03-01;', '2007-03-01;2026-12-31');
  expect(await run([HEAD, ended].join('\n'))).toMatchObject({ updated: 1, errors: [] });
  const trace = await readTrace(installation, 'import-agents');
  expect(trace.filter((line) => line === 'done identity-changed agent hr')).toHaveLength(2);
});
