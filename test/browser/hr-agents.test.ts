import { readFile } from 'node:fs/promises';
import { writeAgentsCsv } from '../fixtures/payroll/directory-csv';
import type { AgentFixture } from '../fixtures/payroll/model';
import { generateDirectory } from '../fixtures/payroll/people/directory';
import { findViolations } from './support/find-violations';
import { type Employer, type Installation, openInstallation } from './support/installation';
import { openTestBrowser } from './support/test-browser';

const browser = openTestBrowser();
/** What a person could put into a name, an address or a title to have it run, or turned around. */
const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
] as const;
let installation: Installation;
let employer: Employer;
let agents: readonly AgentFixture[];

beforeAll(async () => {
  installation = await openInstallation({
    operatorName: `Syndicat ${HOSTILE[0]}`,
    given: { PORTAL_NAME: 'Coffre <b onclick=alert(1)>' },
  });
  const directory = generateDirectory('people', { agentsPerEmployer: 6 });
  const [fixture] = directory.employers;
  if (fixture === undefined) throw new Error('no employer');
  employer = await installation.addEmployer({ siret: fixture.siret, name: `Commune ${HOSTILE[1]}` });
  agents = directory.agents;
});
afterAll(() => installation?.close());

const csv = (content: Buffer) => ({
  name: `${HOSTILE[0].replaceAll('/', '')}.csv`,
  mimeType: 'text/csv',
  buffer: content,
});

/** As spreadsheets set to France save it. */
const frenchDay = (day: string) => day.split('-').reverse().join('/');

it('imports a list with errors: each is named, the others are taken, the letters are one PDF', async () => {
  const [first, second, third, ...others] = agents;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few agents');
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto(`/rh/${employer.id}/agents`);
  await page.getByText('Aucun agent pour l’instant').waitFor();
  // One thing is to be done on an empty list, and said once.
  expect(await page.getByRole('search').count()).toBe(0);
  expect(await page.locator('main').getByRole('button').count()).toBe(0);
  expect(await page.locator('main').getByRole('link').allInnerTexts()).toEqual(['Importer la liste']);
  await page.getByRole('link', { name: 'Importer la liste' }).click();

  await page.locator('input[type=file]').setInputFiles(csv(Buffer.from('%PDF-1.7')));
  const refusal = page.getByRole('alert');
  await refusal.getByText('Ce fichier ne peut pas être lu').waitFor();
  await refusal.getByText('C’est un PDF', { exact: false }).waitFor();
  await page.getByText('Choisir un autre fichier').waitFor();
  await page.locator('input[type=file]').setInputFiles(csv(Buffer.from('payrollNumber;birthDate\n')));
  await refusal.getByText('fin du contrat (endDate)', { exact: false }).waitFor();
  expect(await findViolations(page)).toEqual([]);

  const list = writeAgentsCsv({
    agents: [
      { ...first, birthDate: frenchDay(first.birthDate) },
      { ...second, birthDate: '27/10/85', personalEmail: 'sans arobase' },
      { ...third, familyName: 'M4RTIN' },
      ...others,
    ],
  });
  await page.locator('input[type=file]').setInputFiles(csv(list));
  await page.getByText('Voici ce que le fichier changerait').waitFor();
  await page.getByText('2 lignes ne peuvent pas être importées').waitFor();
  await page.getByText('Écrivez l’année de naissance en quatre chiffres', { exact: false }).first().waitFor();
  await page
    .getByText('Indiquez le nom de naissance : des lettres, aucun chiffre', { exact: false })
    .first()
    .waitFor();
  // Two lines are refused, and two are listed: what is wrong twice with one of them stands under that one.
  const refused = page.locator('main tbody tr');
  expect(await refused.count()).toBe(2);
  expect(await refused.first().getByRole('listitem').count()).toBe(2);
  await refused.first().getByText('27/10/85', { exact: true }).waitFor();
  await refused.first().getByText('sans arobase', { exact: true }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: `Importer ${agents.length - 2} agents` }).click();
  await page.getByText('L’import est terminé').waitFor();
  await page.getByText('2 lignes n’ont pas été importées').waitFor();

  await page.goto(`/rh/${employer.id}/agents/courriers`);
  await page.getByRole('button', { name: 'Préparer les courriers' }).click();
  const question = page.getByRole('alertdialog');
  const many = agents.length - 2;
  await question.getByRole('heading', { name: `Créer ${many} nouveaux codes ?` }).waitFor();
  await question.getByText(`Les codes déjà remis à ces ${many} agents cesseront de fonctionner.`).waitFor();
  await question.getByText('Imprimez aussitôt', { exact: false }).waitFor();
  const [letters] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Créer les codes et le PDF' }).click(),
  ]);
  expect((await readFile(await letters.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByText('Les courriers sont prêts').waitFor();
  expect(await findViolations(page)).toEqual([]);
});

it('shows what somebody else wrote as text: names of operator, portal and employer, references, file names', async () => {
  const reference = `paie ${HOSTILE[0]}`;
  await employer.hr.api.post(`/v1/employers/${employer.id}/batches`, {
    json: { reference, kind: 'payroll', format: 'zip', period: '2026-10', dryRun: true },
  });
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  page.on('dialog', () => {
    throw new Error('a script ran');
  });
  for (const path of ['mois', 'lots', 'agents', 'agents/importer', 'envoyer', 'deposer', 'documents']) {
    await page.goto(`/rh/${employer.id}/${path}`);
    await page.locator('h1').waitFor();
    expect(await page.locator('img[src="x"], [onerror], [onclick], [onmouseover], main script').count()).toBe(
      0,
    );
  }
  await page.goto(`/rh/${employer.id}/lots`);
  await page.getByText(HOSTILE[0], { exact: false }).last().waitFor();
  const header = await page.locator('header').innerText();
  expect(header).toContain('Coffre <b onclick=alert(1)>');
  expect(header).toContain(`Syndicat ${HOSTILE[0]}`);
  await page.goto('/compte');
  await page.getByText(`Commune ${HOSTILE[1]}`, { exact: false }).first().waitFor();
});
