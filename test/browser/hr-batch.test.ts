import { readFile } from 'node:fs/promises';
import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { buildArchive } from '../fixtures/payroll/archive';
import type { BatchFixture } from '../fixtures/payroll/batches/batch';
import { buildDemoBatch, buildDemoMonth } from '../fixtures/payroll/batches/demo-batch';
import { createPayrollPrinter } from '../fixtures/payroll/printer';
import { findViolations } from './support/find-violations';
import { type Employer, type Installation, openInstallation } from './support/installation';
import { openTestBrowser } from './support/test-browser';

const browser = openTestBrowser();
const SECOND_MS = 1000;
/** Each piece that leaves waits so long: the file is on its way for seconds. */
const SLOW = { kind: 'delay', milliseconds: 150 } as const;
const CUT = { kind: 'cut', afterBytes: 0 } as const;
/** The upload tries again by itself for nine seconds before it says that the line is cut. */
const STALLED_WITHIN = { timeout: 20 * SECOND_MS };
let installation: Installation;
let employer: Employer;
let batch: BatchFixture;
let archive: Buffer;

beforeAll(async () => {
  installation = await openInstallation({ given: { LIMIT_UPLOAD_PART_BYTES: String(64 * 1024) } });
  const printer = await createPayrollPrinter();
  batch = buildDemoBatch(printer, 'batch');
  archive = await buildArchive(batch.items);
  employer = await installation.addEmployer(batch.employer);
  await installation.importAgents(employer, batch.directory.agents);
  const before = buildDemoMonth(printer, 'batch', '2026-09');
  await installation.push(employer, { ...before, items: before.items.slice(0, 6) });
});
afterAll(() => installation?.close());
afterEach(() => installation.proxy.set(null));

const zip = (name: string, buffer = archive) => ({ name, mimeType: 'application/zip', buffer });

async function send(page: Page): Promise<void> {
  await page.getByLabel('Mois des documents').selectOption('2026-10');
  await page.locator('input[type=file]').setInputFiles(zip('paie.zip'));
  await page.getByRole('button', { name: 'Envoyer pour vérification' }).click();
}

it('refuses what is neither ZIP nor PDF before it leaves', async () => {
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto(`/rh/${employer.id}/envoyer`);
  expect(await page.getByRole('link', { name: 'Envois', exact: true }).getAttribute('aria-current')).toBe(
    'page',
  );
  await page.locator('input[type=file]').setInputFiles(zip('bulletin.docx', Buffer.from('un texte')));
  await page.getByText('Ce fichier n’est ni un ZIP ni un PDF.').first().waitFor();
});

it('goes on with an upload that was cut, also after the page was loaded again, to the report', async () => {
  const { page: first, context, watch } = await browser.visit({ url: installation.url, as: employer.hr });
  watch.allowOutage();
  await first.goto(`/rh/${employer.id}/envoyer`);
  installation.proxy.set(SLOW);
  await send(first);
  await first.getByText('Laissez cet onglet ouvert jusqu’à la fin.').waitFor();
  expect(await findViolations(first)).toEqual([]);
  const cut = first.waitForEvent('requestfailed').then(() => installation.proxy.set({ kind: 'refuse' }));
  installation.proxy.set(CUT);
  await cut;
  await first.getByText('La connexion est coupée.').waitFor(STALLED_WITHIN);
  expect(await findViolations(first)).toEqual([]);
  const address = first.url();
  await first.close();

  // The browser forgot the file, not how far it was.
  installation.proxy.set(null);
  const page = await context.newPage();
  await page.goto(address);
  await page.getByText(/^Envoi interrompu à \d+\s% – choisissez à nouveau le même fichier/).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.locator('input[type=file]').setInputFiles(zip('paie.zip'));

  // The dry run, in one sentence; nothing is deposited before it is confirmed.
  await page.getByRole('heading', { name: 'À relire avant l’envoi' }).waitFor();
  await page
    .getByText(
      /, octobre\s2026\s: 36\sdocuments prêts, 2\sà vérifier, 1\sillisible, 1\sdéjà déposé\s; 30\sagents sont nouveaux\./,
    )
    .waitFor();
  await page.getByText('Ce n’est pas le mois en cours').waitFor();
  await page.getByText(/^Confirmez avant le \d.+\sà\s.+\s: après, le fichier est effacé/).waitFor();
  expect(await findViolations(page)).toEqual([]);

  // The numbers about people lead to the people.
  await page.getByRole('button', { name: 'Voir les nouveaux agents' }).click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(30);
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();

  // A stop names what it stops.
  await page.getByRole('button', { name: 'Ne rien envoyer' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText(/^Bulletins de paie, octobre\s2026$/).waitFor();
  await question.getByText('40 documents reçus').waitFor();
  await question.getByRole('button', { name: 'Ne pas arrêter' }).click();
  await page.getByRole('button', { name: 'Confirmer l’envoi' }).click();
  await page.getByText(/^Les agents verront leurs documents le .+\sà\s.+\.$/).waitFor();
  await page.getByRole('button', { name: 'Rendre visible maintenant' }).first().click();
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'Rendre visible maintenant' })
    .click();
  await page
    .getByText(/^Les agents voient les documents déposés depuis le /)
    .first()
    .waitFor({ timeout: 60 * SECOND_MS });

  // From the number of what was turned away to the rows.
  await page.getByRole('button', { name: 'Voir le document rejeté' }).click();
  await page.getByText('1 document affiché').waitFor({ state: 'attached' });
  expect(await page.getByLabel('Afficher').inputValue()).toBe('rejected');
  expect(await page.getByRole('table').getByText('Rejeté', { exact: true }).count()).toBe(1);

  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger le rapport (CSV)' }).click(),
  ]);
  const lines = (await readFile(await report.path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines).toHaveLength(1 + 40);
  expect(lines[0]).toContain('item;file;');
});

it('says which pages of a merged PDF are in no document', async () => {
  const slip = batch.items.find(({ expected }) => expected[0]?.state === 'deposited')?.content?.();
  if (slip === undefined) throw new Error('the demo batch has no slip');
  const merged = await PDFDocument.load(slip);
  merged.addPage([595, 842]);
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto(`/rh/${employer.id}/envoyer`);
  await page.getByLabel('Mois des documents').selectOption('2026-10');
  await page.locator('input[type=file]').setInputFiles({
    name: 'paie.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await merged.save()),
  });
  await page.getByRole('button', { name: 'Envoyer pour vérification' }).click();
  await page.getByText('1 page du fichier laissée de côté').click();
  await page.getByText(/^Page blanche\s: 2\.$/).waitFor();
  expect(await findViolations(page)).toEqual([]);
});
