import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { activateAccount } from '../../../services/identity/activate-account';
import { MAX_LETTERS, printLetters } from '../../../services/identity/letters/print-letters';
import { createPageReader, type PageReader } from '../../../services/ingestion/page-text/page-reader';
import {
  addAgents,
  addEmployer,
  COMMUNE,
  COMMUNITY,
  dumpText,
  hrOf,
  type Installation,
  openInstallation,
  readTrace,
} from '../directory/installation';
import { giveCode, PASSWORD } from './people';

const PORTAL = 'https://coffre.example.org';
const CODE = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g;

let installation: Installation;
let employerId: string;
let reader: PageReader;
beforeAll(async () => {
  installation = await openInstallation();
  employerId = await addEmployer(installation, COMMUNE);
  await addAgents(installation, { id: employerId, siret: COMMUNE }, [
    '00017;GĘŚLĄ;;Zażółć;1980-01-01;;2020-01-01;',
    '00018;MARTIN;Œuvrard-Đặng;Odile;1980-01-02;;2020-01-01;',
    '00019;<script>alert()</script>;;<b>Ana</b>;1980-01-03;;2020-01-01;',
  ]);
  reader = createPageReader({
    processes: 1,
    limits: { maxBytes: 20_000_000, maxPages: 600, maxTextPerPage: 100_000 },
    maxMemory: 512,
    stepTime: 20_000,
    entry: path.resolve(__dirname, '../../support/extractor-entry.cjs'),
  });
});
afterAll(async () => {
  await reader.close();
  await installation.stop();
});

function print(to: readonly string[] | 'not-activated', employer = employerId) {
  return printLetters(installation.deps, hrOf(employer), { employerId: employer, portalUrl: PORTAL, to });
}

/** Page by page, as poppler reads them. */
function pagesOf(pdf: Buffer): string[] {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

const codesOf = (page: string): string[] => page.match(CODE) ?? [];

async function employmentOf(payrollNumber: string, employer = employerId): Promise<string> {
  const [row] = await installation.look<{ id: string }>(
    'select employment_id as id from payroll_number where number = $1 and employer_id = $2',
    [payrollNumber, employer],
  );
  return row?.id ?? '';
}

it('writes one page to each agent, by name, with all that is needed to open the safe', async () => {
  const { content, fileName } = await print('not-activated');
  expect(fileName).toBe('lettres-activation-2026-10-15.pdf');
  const pages = pagesOf(content);
  expect(pages.map((page) => /Matricule (\d+)/.exec(page)?.[1])).toEqual(['00019', '00017', '00018']);
  const [html = '', polish = '', usage = ''] = pages;
  expect(html).toContain('<b>Ana</b> <script>alert()</script>');
  expect(polish).toContain('Zażółć GĘŚLĄ');
  expect(usage).toContain('Odile Œuvrard-Đặng');
  expect(usage).not.toContain('MARTIN');
  for (const page of pages) {
    expect(page).toContain(`Employeur ${COMMUNE}`);
    expect(page).toContain(`${PORTAL}/activation`);
    expect(page).toMatch(/date de\s+naissance/);
    expect(page).toMatch(/sur\s+papier/);
    expect(page).toContain('Le 15 octobre 2026');
    expect(codesOf(page)).toHaveLength(1);
  }
  expect(new Set(pages.flatMap(codesOf)).size).toBe(3);
  // The same by another reader.
  const read = await reader.read(content);
  const texts = read.pages.map((page) => JSON.stringify(page));
  expect(texts[1]).toContain('GĘŚLĄ');
  expect(texts[1]).toContain(codesOf(polish)[0]);
});

it('ends the code of an earlier letter, and the printed one opens the safe', async () => {
  const agent = await employmentOf('00017');
  const first = codesOf(pagesOf((await print([agent])).content)[0] ?? '')[0] ?? '';
  const second = codesOf(pagesOf((await print([agent])).content)[0] ?? '')[0] ?? '';
  const activation = { birthDate: '1980-01-01', password: PASSWORD, login: 'zazolc@example.org' };
  await expect(activateAccount(installation.deps, { ...activation, code: first })).rejects.toMatchObject({
    code: 'activation-refused',
  });
  const opened = await activateAccount(installation.deps, { ...activation, code: second });
  expect(opened.login).toBe('zazolc@example.org');
  // Who has opened theirs gets no further letter.
  await expect(print([agent])).rejects.toMatchObject({ code: 'nobody-to-write-to' });
  expect(pagesOf((await print('not-activated')).content)).toHaveLength(2);
});

it('takes over the failures of the code that it ends', async () => {
  const agent = await employmentOf('00018');
  const before = await giveCode(installation, {
    employerId,
    employmentId: agent,
    vaultId: '',
    birthDate: '',
    email: '',
  });
  const wrong = { birthDate: '1999-09-09', password: PASSWORD, login: 'odile@example.org' };
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await expect(activateAccount(installation.deps, { ...wrong, code: before })).rejects.toMatchObject({
      code: 'activation-refused',
    });
  }
  const printed = codesOf(pagesOf((await print([agent])).content)[0] ?? '')[0] ?? '';
  await expect(activateAccount(installation.deps, { ...wrong, code: printed })).rejects.toMatchObject({
    code: 'code-locked',
  });
});

it('stands in the trace of each agent, and its codes nowhere', async () => {
  const before = await readTrace(installation, 'create-code');
  const { content } = await print('not-activated');
  const codes = pagesOf(content).flatMap(codesOf);
  expect(codes).toHaveLength(2);
  const after = await readTrace(installation, 'create-code');
  expect(after.slice(before.length)).toEqual(['done letter agent hr', 'done letter agent hr']);
  const stored = await dumpText(installation);
  for (const code of codes) {
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(Buffer.from(code).toString('hex'));
  }
});

it('writes to nobody of another employer, and not one letter where one of the names is wrong', async () => {
  const other = await addEmployer(installation, COMMUNITY);
  await addAgents(installation, { id: other, siret: COMMUNITY }, ['1;AUTRE;;Léa;1990-01-01;;2020-01-01;']);
  const stranger = await employmentOf('1', other);
  const before = await readTrace(installation, 'create-code');
  await expect(print([await employmentOf('00018'), stranger])).rejects.toMatchObject({
    code: 'employment-not-found',
  });
  await expect(print([stranger])).rejects.toMatchObject({ code: 'employment-not-found' });
  expect(await readTrace(installation, 'create-code')).toEqual(before);
});

it('writes as many letters as one call may, and says when there are more', async () => {
  const crowd = await addEmployer(installation, '26990052800010');
  const row = (n: number) => `${n};NOM;;Prénom;1990-01-01;;2020-01-01;`;
  const rows = Array.from({ length: MAX_LETTERS }, (_, n) => row(n + 1));
  await addAgents(installation, { id: crowd, siret: '26990052800010' }, rows);
  const { content } = await print('not-activated', crowd);
  expect(content.length).toBeLessThan(2_000_000);
  const pages = pagesOf(content);
  expect(new Set(pages.flatMap(codesOf)).size).toBe(MAX_LETTERS);
  await addAgents(installation, { id: crowd, siret: '26990052800010' }, [row(MAX_LETTERS + 1)]);
  await expect(print('not-activated', crowd)).rejects.toMatchObject({ code: 'over-limit' });
});
