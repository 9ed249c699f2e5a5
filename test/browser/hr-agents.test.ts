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

it('imports a list with errors: each is named, the others are taken, the letters are one PDF', async () => {
  const [first, second, third, ...others] = agents;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few agents');
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto(`/rh/${employer.id}/agents`);
  await page.getByText('Aucun agent pour l’instant').waitFor();
  await page.goto(`/rh/${employer.id}/agents/importer`);
  const list = writeAgentsCsv({
    agents: [first, { ...second, birthDate: '27/10/1985' }, { ...third, familyName: 'M4RTIN' }, ...others],
  });
  await page.locator('input[type=file]').setInputFiles(csv(list));
  await page.getByText('Voici ce que le fichier changerait').waitFor();
  await page.getByText('2 lignes ne peuvent pas être importées').waitFor();
  await page
    .getByText('Écrivez la date de naissance sous la forme année-mois-jour', { exact: false })
    .first()
    .waitFor();
  await page
    .getByText('Indiquez le nom de naissance : des lettres, aucun chiffre', { exact: false })
    .first()
    .waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: `Importer ${agents.length - 2} agents` }).click();
  await page.getByText('La liste des agents est à jour').waitFor();

  await page.goto(`/rh/${employer.id}/agents/courriers`);
  await page.getByRole('button', { name: 'Préparer les courriers' }).click();
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
