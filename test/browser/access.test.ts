import type { Page } from 'playwright-core';
import { ApiClient } from '../../infra/local/demo/api-client';
import { generateDirectory } from '../fixtures/payroll/people/directory';
import { findViolations } from './support/find-violations';
import { type Employer, type Installation, openInstallation } from './support/installation';
import { openTestBrowser } from './support/test-browser';

const browser = openTestBrowser();
const PASSWORD = 'quatre mots vraiment sans lien';
const SESSION_IDLE_MINUTES = 30;
let installation: Installation;
let employer: Employer;
let numbers: string[];

beforeAll(async () => {
  installation = await openInstallation();
  const directory = generateDirectory('access', { agentsPerEmployer: 8 });
  const [fixture] = directory.employers;
  if (fixture === undefined) throw new Error('no employer');
  employer = await installation.addEmployer(fixture);
  await installation.importAgents(employer, directory.agents);
  numbers = directory.agents.map(({ payrollNumber }) => payrollNumber);
});
afterAll(() => installation?.close());
// Business time moves for everybody, the HR officer who writes the letters included.
afterEach(() => installation.passMinutes(0));

const french = (day: string) => day.split('-').reverse().join('/');

interface Answers {
  readonly code: string;
  readonly birthDate: string;
  readonly login: string;
  readonly password: string;
}

async function activate(page: Page, answers: Answers): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(answers.code);
  await page.getByLabel('Date de naissance').fill(answers.birthDate);
  await page.getByLabel('Adresse électronique pour vous connecter').fill(answers.login);
  await page.getByLabel('Mot de passe', { exact: true }).fill(answers.password);
  await page.getByRole('button', { name: 'Activer', exact: true }).click();
}

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('Adresse électronique').fill(login);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

const alertOf = (page: Page) => page.getByRole('alert').first();

it('says of a wrong or used code, and of a weak password, what to do next; the form stays filled', async () => {
  const letter = await installation.writeLetter(employer, numbers[0] ?? '');
  const birthDate = french(letter.birthDate);
  const answers = { code: letter.code, birthDate, login: 'paul@example.org', password: PASSWORD };
  const { page } = await browser.visit({ url: installation.url, width: 320, height: 640 });
  await page.goto('/activation');

  await activate(page, { ...answers, code: '7K2M-94QX-3TPA-8WZD' });
  await alertOf(page).getByText('Ce code et cette date de naissance ne vont pas ensemble').waitFor();
  expect(await page.getByLabel('Adresse électronique pour vous connecter').inputValue()).toBe(answers.login);
  // The sentence leads to its field.
  await alertOf(page).getByRole('link').first().click();
  expect(await page.evaluate('document.activeElement.id')).toBe('code');
  // Both that may be wrong are marked, as many as the title counts.
  await alertOf(page).getByText('2 réponses sont à revoir').waitFor();
  expect(await page.locator('[aria-invalid="true"]').count()).toBe(2);
  await alertOf(page).getByRole('link', { name: 'Vérifiez aussi cette date de naissance.' }).click();
  expect(await page.evaluate('document.activeElement.id')).toBe('birthDate');

  await page.getByLabel('Mot de passe', { exact: true }).fill('motdepasse123');
  await page.getByText('au moins 12 caractères (c’est bon)').waitFor();
  await page.getByText('que tout le monde devine (pas encore)').waitFor();
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByText('que tout le monde devine (c’est bon)').waitFor();
  await activate(page, { ...answers, password: 'motdepasse123' });
  await alertOf(page).getByText('Ce mot de passe est trop facile à deviner').waitFor();
  await activate(page, { ...answers, password: 'court' });
  await alertOf(page).getByText('il faut au moins 12 caractères').waitFor();
  expect(await findViolations(page)).toEqual([]);

  await activate(page, answers);
  await page.getByRole('heading', { name: 'Mes documents' }).waitFor();
  await page.getByText('Votre coffre-fort est prêt').waitFor();

  const again = await browser.visit({ url: installation.url });
  await again.page.goto('/activation');
  await activate(again.page, { ...answers, login: 'autre@example.org' });
  await alertOf(again.page).getByText('le code a déjà servi').waitFor();
});

it('says that an account is locked, and for how long', async () => {
  const agent = await installation.activateAgent(employer, numbers[1] ?? '');
  const api = new ApiClient(installation.url);
  const { page } = await browser.visit({ url: installation.url });
  await page.goto('/connexion');
  await signIn(page, agent.login, 'ce n’est pas le bon');
  await alertOf(page).getByText('L’adresse et le mot de passe ne vont pas ensemble').waitFor();
  for (let failure = 0; failure < 4; failure += 1) {
    await expect(api.signIn(agent.login, 'toujours pas le bon')).rejects.toThrow('sign-in-');
  }
  await signIn(page, agent.login, agent.password);
  await alertOf(page).getByText('la connexion est bloquée un moment').waitFor();
  await alertOf(page)
    .getByText(/Réessayez dans \d+\s(minute|seconde|heure)/)
    .waitFor();
});

it('asks for the password when the session ends in the middle of a form, and loses nothing', async () => {
  const agent = await installation.activateAgent(employer, numbers[2] ?? '');
  const letter = await installation.writeLetter(employer, numbers[3] ?? '');
  const { page } = await browser.visit({ url: installation.url, as: agent, width: 390, height: 844 });
  await page.goto('/compte');
  await page.getByLabel('Code', { exact: true }).fill(letter.code);
  await page.getByLabel('Date de naissance').fill(french(letter.birthDate));
  await installation.passMinutes(SESSION_IDLE_MINUTES + 1);
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();

  const dialog = page.getByRole('dialog', { name: 'Votre session est terminée' });
  await dialog.waitFor();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByLabel('Mot de passe', { exact: true }).fill('pas celui-ci, voyons');
  await dialog.getByRole('button', { name: 'Me reconnecter' }).click();
  await dialog.getByText('Ce n’est pas le bon mot de passe.').waitFor();
  expect(await page.locator('#code').inputValue()).toBe(letter.code);
  await dialog.getByLabel('Mot de passe', { exact: true }).fill(agent.password);
  await dialog.getByRole('button', { name: 'Me reconnecter' }).click();
  // What was asked for before is done, without another press.
  await page.getByText('C’est ajouté à votre compte.').waitFor();
  await dialog.waitFor({ state: 'detached' });
});

it('lets who leaves an ended session go, with the page behind gone', async () => {
  const agent = await installation.activateAgent(employer, numbers[4] ?? '');
  const { page, context } = await browser.visit({ url: installation.url, as: agent });
  await page.goto('/compte');
  await page.getByRole('heading', { name: 'Mon compte' }).waitFor();
  await context.clearCookies();
  await page.getByRole('link', { name: 'Mes documents' }).click();
  const dialog = page.getByRole('dialog', { name: 'Votre session est terminée' });
  await dialog.getByRole('button', { name: 'Quitter cette page' }).click();
  await page.getByRole('heading', { name: 'Se connecter', level: 1 }).waitFor();
  expect(await page.locator('main').innerText()).not.toContain(agent.login);
});

it('signs out everywhere: the other device asks for the password too', async () => {
  const agent = await installation.activateAgent(employer, numbers[5] ?? '');
  const elsewhere = await installation.signIn(agent.login, agent.password);
  const here = await browser.visit({ url: installation.url, as: agent });
  const there = await browser.visit({ url: installation.url, as: elsewhere, width: 390, height: 844 });
  await there.page.goto('/documents');
  await there.page.getByText('Votre coffre-fort est prêt').waitFor();

  await here.page.goto('/compte');
  await here.page.getByRole('button', { name: 'Se déconnecter partout' }).click();
  const question = here.page.getByRole('alertdialog').or(here.page.getByRole('dialog'));
  await question.getByRole('button', { name: 'Se déconnecter partout' }).click();
  await here.page.getByRole('heading', { name: 'Se connecter', level: 1 }).waitFor();

  await there.page.getByRole('link', { name: 'Historique' }).click();
  await there.page.getByRole('dialog', { name: 'Votre session est terminée' }).waitFor();
});

it('keeps who works in HR among their pages on their account, and says there what is for them', async () => {
  const { page } = await browser.visit({ url: installation.url, as: employer.hr });
  await page.goto('/compte');
  await page.getByRole('heading', { name: 'Ajouter mon coffre-fort d’agent' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).waitFor();
  expect(await page.getByRole('link', { name: 'Mon compte' }).getAttribute('aria-current')).toBe('page');
  expect(await page.getByText('Un autre employeur vous a envoyé').count()).toBe(0);
});

it('does not speak of an account to who has none', async () => {
  const { page } = await browser.visit({ url: installation.url });
  await page.goto('/nulle-part');
  await page.getByRole('heading', { name: 'Page introuvable' }).waitFor();
  expect(await page.locator('main').innerText()).not.toContain('compte');
});

it('offers another file where the one chosen is no PDF', async () => {
  const { page } = await browser.visit({ url: installation.url });
  await page.goto('/verifier');
  const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('JFIF') };
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByText('Ce n’est pas un fichier PDF.').waitFor();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choisir un autre fichier' }).click(),
  ]);
  const scan = { name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
  await chooser.setFiles(scan);
  await page.getByRole('heading', { name: 'Impossible de se prononcer' }).waitFor();
});
