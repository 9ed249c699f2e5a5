import type { Page } from 'playwright-core';
import { buildDemoBatch } from '../fixtures/payroll/batches/demo-batch';
import type { AgentFixture } from '../fixtures/payroll/model';
import { createPayrollPrinter } from '../fixtures/payroll/printer';
import { findViolations } from './support/find-violations';
import { type Employer, type Installation, openInstallation } from './support/installation';
import { openTestBrowser } from './support/test-browser';

const browser = openTestBrowser();
let installation: Installation;
let employer: Employer;
let chosen: AgentFixture;
/** A certificate of somebody else than the agent who is chosen. */
let certificate: Buffer;

beforeAll(async () => {
  installation = await openInstallation();
  const printer = await createPayrollPrinter();
  const demo = buildDemoBatch(printer, 'single');
  employer = await installation.addEmployer(demo.employer);
  await installation.importAgents(employer, demo.directory.agents);
  const [first, second] = demo.directory.agents.filter(({ role }) => role === undefined);
  if (first === undefined || second === undefined) throw new Error('the demo has too few agents');
  chosen = first;
  certificate = printer.certificate(second, demo.employer, '2026-10');
});
afterAll(() => installation?.close());

const choose = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });

test('a document for the wrong agent: the form says what it lacks, the outcome which document it speaks of', async () => {
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto(`/rh/${employer.id}/deposer`);
  const review = page.getByRole('button', { name: 'Relire avant de déposer' });
  await review.click();
  await page.getByText('Il manque 3 réponses', { exact: true }).waitFor();
  const frame = "getComputedStyle(document.querySelector('label:has(input[type=radio])')).borderTopColor";
  expect(await page.evaluate(frame)).toBe('rgb(168, 32, 26)');

  // A file that is none of the kind is replaced in one step.
  await choose(page, 'attestation.pdf', Buffer.from('Attestation'));
  await page
    .getByText(/^Ce fichier n’est pas un PDF\./)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Choisir un autre fichier', exact: true }).waitFor();
  await choose(page, 'attestation-octobre.pdf', certificate);
  await page.getByText('attestation-octobre.pdf').waitFor();
  expect(await page.getByRole('button', { name: 'Choisir un autre fichier' }).count()).toBe(0);

  await page.getByRole('combobox').first().fill(chosen.payrollNumber);
  await page.getByRole('listbox').getByRole('option').first().click();
  await page.getByRole('radio', { name: /^Attestation/ }).check();
  await page.getByLabel('Mois', { exact: true }).selectOption({ label: 'octobre' });
  await page.getByLabel('Année', { exact: true }).selectOption('2026');
  await review.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Déposer', exact: true }).click();

  await page.getByText('À vérifier : rien n’est déposé').waitFor();
  const facts = page.locator('dl');
  await facts.getByText('Agent choisi').waitFor();
  for (const told of [
    'Attestation',
    'octobre 2026',
    chosen.familyName,
    chosen.payrollNumber,
    'attestation-octobre.pdf',
  ]) {
    await facts.getByText(told).first().waitFor();
  }
  expect(await findViolations(page)).toEqual([]);
  // What the window does not know any more is left out; the rest comes from the service.
  const again = await browser.visit({ url: installation.url, as: employer.hr });
  await again.page.goto(page.url());
  await again.page.locator('dl').getByText('Agent choisi').waitFor();
  expect(await again.page.getByText('attestation-octobre.pdf').count()).toBe(0);
});

test('an address without a document leads to the documents of the employer, not to somebody’s home', async () => {
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto(`/rh/${employer.id}/documents/01900000-0000-7000-8000-000000000000`);
  await page.getByRole('heading', { name: 'Document introuvable' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Voir les documents' }).click();
  await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor();
});
