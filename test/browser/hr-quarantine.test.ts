import type { Locator, Page } from 'playwright-core';
import type { BatchItem } from '../fixtures/payroll/batches/batch';
import { expectRefusal, manifestRow } from '../fixtures/payroll/batches/batch';
import { buildDemoBatch } from '../fixtures/payroll/batches/demo-batch';
import { createPayrollPrinter } from '../fixtures/payroll/printer';
import { findViolations } from './support/find-violations';
import {
  type Employer,
  type Installation,
  openInstallation,
  type PushedBatch,
  waitUntil,
} from './support/installation';
import { openTestBrowser } from './support/test-browser';

const browser = openTestBrowser();
const MOST_TABS = 60;
const UNKNOWN_NUMBER = '98765';
let installation: Installation;
let employer: Employer;
let batch: PushedBatch;
/** Whose slip was sent under a number that nobody has. */
let owner: string;

beforeAll(async () => {
  installation = await openInstallation();
  const printer = await createPayrollPrinter();
  const demo = buildDemoBatch(printer, 'desk');
  employer = await installation.addEmployer(demo.employer);
  await installation.importAgents(employer, demo.directory.agents);
  const sent = new Set(demo.items.flatMap(({ rows }) => rows.map((row) => row.payrollNumber)));
  const agent = demo.directory.agents.find(
    ({ role, payrollNumber }) => role === undefined && !sent.has(payrollNumber),
  );
  if (agent === undefined) throw new Error('everybody is in the batch');
  owner = agent.payrollNumber;
  const row = manifestRow(agent, demo.period, 'payslip', { payrollNumber: UNKNOWN_NUMBER });
  const stranger: BatchItem = {
    file: row.file,
    content: () => printer.payslip(agent, demo.employer, demo.period),
    rows: [row],
    expected: [expectRefusal(row, 'quarantined', ['unknown-payroll-number'], 'a number that nobody has')],
  };
  const doubtful = demo.items.filter(({ expected }) => expected[0]?.state === 'quarantined');
  batch = await installation.push(employer, { period: demo.period, items: [...doubtful, stranger] });
});
afterAll(() => installation?.close());

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  const focused = await page.evaluate('document.activeElement.outerHTML.slice(0, 200)');
  throw new Error(`not reached with the keyboard: ${String(target)}; the focus is on ${focused}`);
}

/** From wherever the focus is on a new page to the answers. */
async function goToDecision(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Document à vérifier' }).waitFor();
  await page.locator('main img').first().waitFor();
  const link = page.getByRole('link', { name: 'Aller à la décision' });
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.name')).toBe('decision');
}

async function confirm(page: Page, button: string): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  expect(await findViolations(page)).toEqual([]);
  const acknowledge = dialog.getByRole('checkbox');
  const press = async () => {
    await tabTo(page, dialog.getByRole('button', { name: button, exact: true }));
    await page.keyboard.press('Enter');
  };
  if ((await acknowledge.count()) === 0) await press();
  // What contradicts the choice is known beforehand, or found by the service: then it asks once more.
  const asked = await Promise.race([
    dialog.waitFor({ state: 'detached' }).then(() => false),
    acknowledge.waitFor().then(() => true),
  ]);
  if (!asked) return;
  await tabTo(page, acknowledge);
  await page.keyboard.press('Space');
  await press();
  await dialog.waitFor({ state: 'detached' });
}

/** Where the desk shows the one document whose row names somebody else. */
async function claimThatDisagrees(): Promise<string> {
  const waiting = await installation.listQuarantine(employer, batch.id);
  const found = waiting.find(({ code }) => code === 'claim-disagrees');
  if (found === undefined) throw new Error('no row names somebody else');
  return `/rh/${employer.id}/a-verifier/${batch.id}/${found.item}`;
}

it('names the field that differs and no other, beside the delivery, the page and the agent', async () => {
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto(await claimThatDisagrees());
  const reason = page.getByText('Pourquoi ce document attend').locator('..');
  await reason.waitFor();
  const why = (await reason.innerText()).replaceAll(/\s+/g, ' ');
  expect(why).toContain('mais l’envoi ne concorde pas avec cet agent.');
  expect(why).toMatch(/Ne concorde pas : nom de famille \(envoi\) Regardez la page/);
  expect(why).not.toMatch(/naissance|mois/);

  const table = page.getByRole('table', { name: 'Ce que disent l’envoi et la page' });
  const columns = () => table.getByRole('columnheader').allInnerTexts();
  expect(await columns()).toEqual(['Donnée', 'L’envoi', 'La page', 'L’agent du matricule']);
  const [own, around] = [await table.boundingBox(), await table.locator('..').boundingBox()];
  expect(own?.width).toBeLessThanOrEqual(around?.width ?? 0);
  const cells = (row: string) =>
    table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: row }) })
      .getByRole('cell');
  const marked = async (row: string) =>
    (await cells(row).allInnerTexts()).map((said) => said.includes('différent'));
  expect(await marked('Nom et prénom')).toEqual([true, false, false]);
  expect(await marked('Matricule')).toEqual([false, false, false]);

  // Somebody who is searched for is compared like the others, and what differs stands in the question.
  await page.getByRole('radio', { name: 'À un autre agent' }).check({ force: true });
  await page.getByRole('combobox', { name: 'Agent' }).fill(owner);
  await page.getByRole('option').filter({ hasText: owner }).click();
  await cells('Matricule').last().getByText(owner, { exact: true }).waitFor();
  await cells('Matricule').first().getByText('différent').waitFor();
  expect(await columns()).toEqual(['Donnée', 'L’envoi', 'La page', 'L’agent choisi']);
  expect(await marked('Matricule')).toEqual([true, true, false]);
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Valider' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(/^Bulletin de paie, \p{L}+\s\d{4}$/u).waitFor();
  await dialog.getByText('matricule (envoi et page)').waitFor();
  await dialog.getByText('Pour déposer, cochez d’abord la case.').waitFor();
  await dialog.getByRole('button', { name: 'Déposer', exact: true }).click();
  expect(await dialog.getByRole('alert').innerText()).toBe('Regardez la page, puis cochez la case.');
  await dialog.getByRole('checkbox').check({ force: true });
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Revenir au document' }).click();
});

it('on a phone, makes the page readable in one press, and leaves the form in sight of a search', async () => {
  const { page } = await browser.visit({ url: installation.url, as: employer.hr, width: 390, height: 700 });
  await page.goto(await claimThatDisagrees());
  const image = page.locator('main img').first();
  await image.waitFor();
  const before = (await image.boundingBox())?.width ?? 0;
  const enlarge = page.getByRole('button', { name: 'Agrandir la page' });
  expect((await enlarge.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await enlarge.click();
  await page.getByText('Taille : 200 %').waitFor();
  const isTwice = async () => ((await image.boundingBox())?.width ?? 0) > 1.9 * before || null;
  await waitUntil(isTwice, 'the page at twice its size');

  await page.getByRole('radio', { name: 'À un autre agent' }).check({ force: true });
  const input = page.getByRole('combobox', { name: 'Agent' });
  await input.fill('0');
  // Closed lists of the browser have options as well.
  const options = page.getByRole('listbox', { name: 'Agents trouvés' }).getByRole('option');
  await options.nth(9).waitFor({ state: 'attached' });
  const list = await page.getByRole('listbox').boundingBox();
  const more = await page.getByText('D’autres agents correspondent : précisez le matricule.').boundingBox();
  if (list === null || more === null) throw new Error('the list is not shown');
  expect(list.height).toBeLessThanOrEqual(0.4 * 700 + 1);
  expect(more.y + more.height).toBeLessThanOrEqual(list.y + 1);
  // The last one is gone to with the keyboard: it comes into sight.
  await input.press('ArrowUp');
  const [around, last] = [await page.getByRole('listbox').boundingBox(), await options.last().boundingBox()];
  if (around === null || last === null) throw new Error('the list is gone');
  expect(last.y + last.height).toBeLessThanOrEqual(around.y + around.height + 1);
});

it('tells a reader why a document waits, and not what to do about it', async () => {
  const reader = await installation.invite(employer, 'hr-reader', 'lecture@example.org');
  const { page } = await browser.visit({ url: installation.url, as: reader });
  await page.goto(`/rh/${employer.id}/a-verifier`);
  await page.getByText('Aucun agent ne porte ce matricule.').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/Comparez|importez|renvoyez|Choisissez/);
  await page.goto(await claimThatDisagrees());
  await page.getByText('nom de famille (envoi)').first().waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/Regardez|Comparez|Vous pouvez/);
});

it('settles three quarantined documents with the keyboard only', async () => {
  expect(batch.openQuarantine).toBe(3);
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  // A mouse that is touched would be a cheat.
  await page.goto(`/rh/${employer.id}/a-verifier`);
  await page.getByText('3 documents affichés').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await tabTo(page, page.getByRole('link', { name: 'Commencer par le plus ancien' }));
  await page.keyboard.press('Enter');

  // The first to one of the candidates, which contradicts something: that is to be acknowledged.
  await goToDecision(page);
  await page.keyboard.press('Space');
  await confirm(page, 'Déposer');
  await page.getByText('C’est décidé : le dépôt est en cours. 2 documents attendent encore.').waitFor();

  // The second to nobody, with a reason.
  await goToDecision(page);
  await page.keyboard.press('ArrowUp');
  await tabTo(page, page.locator('input[name="reason"]').first());
  await page.keyboard.press('Space');
  await confirm(page, 'Écarter');
  await page.getByText('Document écarté. 1 document attend encore.').waitFor();

  // The third to an agent who is searched for.
  await goToDecision(page);
  const other = page.getByRole('radio', { name: 'À un autre agent' });
  for (let steps = 0; steps < 10 && !(await other.isChecked()); steps += 1)
    await page.keyboard.press('ArrowDown');
  await tabTo(page, page.locator('input[role="combobox"]'));
  await page.keyboard.type(owner);
  await page.getByRole('option').filter({ hasText: owner }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Choisir un autre agent' }).waitFor();
  await confirm(page, 'Déposer');
  await page.getByText('Plus aucun document n’attend.').waitFor();

  const settled = await waitUntil(async () => {
    const now = await employer.hr.api.get<PushedBatch>(`/v1/employers/${employer.id}/batches/${batch.id}`);
    return now.openQuarantine === 0 && (now.counts.pending ?? 0) === 0 ? now : null;
  }, 'the decisions to be carried out');
  expect(settled.counts).toMatchObject({ deposited: 2, rejected: 1 });
});
