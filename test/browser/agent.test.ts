import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { fromBuffer } from 'yauzl';
import { honestItem } from '../fixtures/payroll/batches/batch';
import { buildDemoBatch, buildDemoMonth } from '../fixtures/payroll/batches/demo-batch';
import { createPayrollPrinter, type PayrollPrinter } from '../fixtures/payroll/printer';
import { findViolations } from './support/find-violations';
import { type Employer, type Installation, openInstallation, waitUntil } from './support/installation';
import { openTestBrowser } from './support/test-browser';
import { verifyOffline } from './support/verify-offline';

const browser = openTestBrowser();
const PASSWORD = 'quatre mots vraiment sans lien';
let installation: Installation;
let employer: Employer;
/** Paid in December, with a certificate, and in October; nobody has used a code yet. */
let paid: string[];
/** Its title was written by somebody who means harm. */
const HOSTILE_TITLE = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
let titled: string;
/** Their payslip of December was corrected. */
let corrected: string;

beforeAll(async () => {
  installation = await openInstallation();
  const printer = await createPayrollPrinter();
  const october = buildDemoBatch(printer, 'agents');
  employer = await installation.addEmployer(october.employer);
  await installation.importAgents(employer, october.directory.agents);
  await installation.push(employer, buildDemoMonth(printer, 'agents', '2025-12'));
  await installation.push(employer, october);
  paid = october.items.flatMap(({ expected }) =>
    expected.filter(({ state }) => state === 'deposited').map(({ payrollNumber }) => payrollNumber),
  );
  titled = paid[3] ?? '';
  corrected = paid[4] ?? '';
  await correctSlip(printer, october, '2025-12');
  const holder = october.directory.agents.find(({ payrollNumber }) => payrollNumber === titled);
  if (holder === undefined) throw new Error('nobody to write to');
  await installation.depositOne(employer, {
    payrollNumber: titled,
    type: 'certificate',
    period: '2026-10',
    title: HOSTILE_TITLE,
    content: printer.certificate(holder, october.employer, '2026-10'),
  });
});
afterAll(() => installation?.close());

/** A second slip of the month, which HR then says replaces the first. */
async function correctSlip(
  printer: PayrollPrinter,
  { directory, employer: payer }: ReturnType<typeof buildDemoBatch>,
  period: string,
): Promise<void> {
  const items = directory.agents
    .filter(({ payrollNumber }) => payrollNumber === corrected)
    .map((agent) => honestItem(agent, period, () => printer.payslip(agent, payer, period, { arrears: 3 })));
  await installation.push(employer, { period, items }, { reference: `paie-${period}-corrigee` });
  const base = `/v1/employers/${employer.id}/documents`;
  const list = (address: string) => employer.hr.api.get<{ items: { id: string }[] }>(address);
  const [correction] = (await list(`${base}?limit=1`)).items;
  const { items: slips } = await list(`${base}/${correction?.id}/slips`);
  const first = slips.find(({ id }) => id !== correction?.id);
  await employer.hr.api.post(`${base}/${correction?.id}/corrects`, { json: { documentId: first?.id } });
}

const bytesOf = async (download: Download) => readFile(await download.path());
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function download(page: Page, act: () => Promise<void>): Promise<Download> {
  const [started] = await Promise.all([page.waitForEvent('download'), act()]);
  return started;
}

/** What the API says of the documents of who is signed in on this page. */
function ownDocuments(page: Page): Promise<{ id: string; period: string; type: string; sha256: string }[]> {
  return page.evaluate(
    `fetch('/v1/me/documents').then((answer) => answer.json()).then(({ items }) => items)`,
  );
}

function namesIn(zip: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, (error, file) => {
      if (error) return reject(error);
      const names: string[] = [];
      file.on('entry', (entry: { fileName: string }) => names.push(entry.fileName));
      file.on('error', reject);
      file.on('end', () => resolve(names));
    });
  });
}

it('leads from the letter to a downloaded payslip that verifies without the service', async () => {
  const letter = await installation.writeLetter(employer, paid[0] ?? '');
  const { page } = await browser.visit({ url: installation.url, width: 390, height: 844 });
  await page.goto('/');
  await page.getByRole('link', { name: 'Activer mon coffre-fort' }).click();
  await page.getByLabel('Code', { exact: true }).fill(letter.code.toLowerCase());
  await page.getByLabel('Date de naissance').fill(letter.birthDate.split('-').reverse().join('/'));
  await page.getByLabel('Adresse électronique pour vous connecter').fill('lea.martin@example.org');
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Activer', exact: true }).click();

  await page.getByRole('heading', { name: 'Mes documents' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByLabel('Adresse électronique').fill('lea.martin@example.org');
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();

  const latest = page.getByRole('region', { name: 'Votre dernier bulletin de paie' });
  await latest.getByText('Octobre 2026').waitFor();
  await latest.getByRole('link', { name: 'Ouvrir' }).click();
  await page.getByRole('figure', { name: /^Page 1 sur \d$/ }).waitFor();
  await page.locator('figcaption', { hasText: 'NET' }).first().waitFor({ state: 'attached' });
  await page.getByText(/^Déposé par la commune de .+ le \d\d?\s\p{L}+\s\d{4}, inchangé depuis\.$/u).waitFor();

  const documents = await ownDocuments(page);
  const october = documents.find(({ period }) => period === '2026-10');
  const saved = await download(page, () => page.getByRole('button', { name: 'Télécharger' }).click());
  expect(saved.suggestedFilename()).toMatch(/\.pdf$/);
  const pdf = await bytesOf(saved);
  expect(sha256(pdf)).toBe(october?.sha256);

  // The journal publishes within seconds; the screen says so until then.
  await waitUntil(
    () =>
      page.evaluate(
        `fetch('/v1/me/documents/${october?.id}/proof').then(({ ok }) => (ok ? true : null))`,
      ) as Promise<true | null>,
    'the proof',
  );
  await page.getByText('Détails', { exact: true }).click();
  await page.getByText('heure donnée par notre propre horloge').waitFor();
  expect(await findViolations(page)).toEqual([]);
  const proof = await download(page, () =>
    page.getByRole('button', { name: 'Télécharger la preuve' }).click(),
  );
  const said = await verifyOffline(installation.url, {
    'bulletin.pdf': pdf,
    'bulletin.json': await bytesOf(proof),
  });
  expect(said).toContain('bulletin.pdf: verified');
  expect(said).toContain('bulletin.json: verified');
});

it('hands out a year as one ZIP', async () => {
  const agent = await installation.activateAgent(employer, paid[1] ?? '');
  const { page } = await browser.visit({ url: installation.url, as: agent });
  await page.goto('/documents');
  const saved = await download(page, () =>
    page.getByRole('button', { name: 'Télécharger l’année 2025' }).click(),
  );
  expect(saved.suggestedFilename()).toBe('mes-documents-2025.zip');
  await page.getByText('C’est fait : 2 documents, dans le fichier mes-documents-2025.zip.').waitFor();
  expect(await findViolations(page)).toEqual([]);
  const names = await namesIn(await bytesOf(saved));
  expect(names).toHaveLength(2);
  expect(names.every((name) => name.endsWith('.pdf'))).toBe(true);
});

it('narrows the list by year and type, and tells who did what in words', async () => {
  const agent = await installation.activateAgent(employer, paid[2] ?? '');
  const { page } = await browser.visit({ url: installation.url, as: agent });
  await page.goto('/documents');
  await page.getByText('3 documents affichés').or(page.getByText('Décembre 2025').first()).first().waitFor();
  await page.getByLabel('Année').selectOption('2025');
  await page.getByLabel('Nature').selectOption({ label: 'Attestation' });
  await page.getByText('1 document affiché').waitFor();
  await page.getByRole('link', { name: /Attestation/ }).waitFor();

  await page.getByRole('link', { name: 'Historique' }).click();
  await page
    .getByText(/^Le service paie de la .+ a déposé votre bulletin de paie d’octobre\s2026\.$/)
    .waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/sign-in|create-code|deposit\b/);
});

it('shows a title that holds markup as text, to the agent and to HR', async () => {
  const agent = await installation.activateAgent(employer, titled);
  const harmless = async (page: Page) => {
    await page.getByText(HOSTILE_TITLE).first().waitFor();
    expect(await page.locator('img[src="x"], [onerror], main script').count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
  };
  const { page: own } = await browser.visit({ url: installation.url, as: agent });
  await own.goto('/documents');
  await harmless(own);
  await own.getByRole('link', { name: HOSTILE_TITLE }).click();
  await own.getByRole('heading', { level: 1 }).waitFor();
  await harmless(own);

  const { page: hr } = await browser.visit({ url: installation.url, as: employer.hr });
  await hr.goto(`/rh/${employer.id}/documents`);
  await harmless(hr);
});

it('tells a corrected payslip from the one it replaced, and sends a bank the one that counts', async () => {
  const agent = await installation.activateAgent(employer, corrected);
  const { page } = await browser.visit({ url: installation.url, as: agent });
  await page.goto('/documents?annee=2025&type=payslip');
  const rows = page.getByRole('listitem').filter({ hasText: 'Décembre 2025' });
  await rows.filter({ hasText: /Corrigé.*Déposé le/s }).waitFor();
  await rows
    .filter({ hasText: /Remplacé.*Déposé le/s })
    .getByRole('link')
    .click();
  await page.getByRole('heading', { name: 'Bulletin de paie, décembre 2025 (remplacé)' }).waitFor();
  const proof = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ hasText: 'Est-il authentique' });
  await proof.last().getByText('n’envoyez pas ce bulletin').waitFor();
  expect(await page.getByText('envoyez ce fichier').count()).toBe(0);
  await proof.last().getByRole('link', { name: 'Ouvrir le bulletin qui le remplace' }).click();
  await page.getByRole('heading', { name: 'Bulletin de paie, décembre 2025 (corrigé)' }).waitFor();
  await page.getByText('envoyez ce fichier').waitFor();

  await page.getByRole('link', { name: 'Historique' }).click();
  await page.getByText('Vous avez ouvert votre bulletin de paie de décembre 2025 (remplacé).').waitFor();
  await page.getByText('Vous avez ouvert votre bulletin de paie de décembre 2025 (corrigé).').waitFor();
  expect(await page.getByText(/^Vous avez parcouru votre coffre-fort\s:/).count()).toBe(1);
  expect(await page.getByText('consulté la liste').count()).toBe(0);
});

it('says of a document that is not there where one’s documents are', async () => {
  const agent = await installation.activateAgent(employer, paid[5] ?? '');
  const { page } = await browser.visit({ url: installation.url, as: agent });
  await page.goto('/documents/01900000-0000-7000-8000-000000000000');
  await page.getByRole('heading', { name: 'Document introuvable' }).waitFor();
  await page.locator('main').getByRole('link', { name: 'Mes documents' }).click();
  await page.getByRole('search').waitFor();
});

it('offers no choice while there is nothing to choose from', async () => {
  const agent = await installation.activateAgent(employer, paid[6] ?? '');
  const { page, watch } = await browser.visit({ url: installation.url, as: agent });
  watch.allowOutage();
  await page.route('**/v1/me/documents*', (route) => route.abort());
  await page.goto('/documents');
  await page.getByText('Le chargement n’a pas abouti').waitFor();
  expect(await page.getByRole('search').count()).toBe(0);
});
