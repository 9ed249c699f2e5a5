import { ApiClient } from '../../../../infra/local/demo/api-client';
import { TEXT } from '../../../../services/portal/areas/access/text';
import type { Screen, Visit } from '../screen';

const FAILURES_THAT_LOCK = 5;

let strangers = 0;
/** Each time another: an address remembers its failures. */
function strangersLogin(): string {
  strangers += 1;
  return `lea.martin.${strangers}@example.org`;
}

async function signIn({ page, text, button }: Visit, login: string, password: string): Promise<void> {
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await button(text(TEXT).signIn.submit).click();
}

interface Answers {
  readonly code?: string;
  readonly birthDate?: string;
  readonly login?: string;
  readonly password?: string;
}

async function activate({ page, text, button }: Visit, answers: Answers): Promise<void> {
  for (const [name, value] of Object.entries(answers)) await page.locator(`#${name}`).fill(value);
  await button(text(TEXT).activation.submit).click();
  await page.getByRole('alert').waitFor();
}

async function lock({ world }: Visit, login: string): Promise<void> {
  const api = new ApiClient(world.installation.url);
  for (let failure = 0; failure < FAILURES_THAT_LOCK; failure += 1) {
    await api.signIn(login, 'pas le bon mot de passe').catch(() => undefined);
  }
}

export const ACCESS: readonly Screen[] = [
  { name: 'access_sign-in_empty', who: 'nobody', route: '/connexion' },
  {
    name: 'access_sign-in_missing',
    who: 'nobody',
    route: '/connexion',
    async prepare({ page, text, button }) {
      await button(text(TEXT).signIn.submit).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'access_sign-in_refused',
    who: 'nobody',
    route: '/connexion',
    async prepare(visit) {
      await signIn(visit, strangersLogin(), 'pas le bon mot de passe');
      await visit.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'access_sign-in_locked',
    who: 'nobody',
    route: '/connexion',
    async prepare(visit) {
      const login = strangersLogin();
      await lock(visit, login);
      await signIn(visit, login, 'pas le bon mot de passe');
      await visit.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'access_sign-in_offline',
    who: 'nobody',
    route: '/connexion',
    outage: true,
    async prepare(visit) {
      await visit.page.context().setOffline(true);
      await signIn(visit, 'agent@example.org', 'sans importance');
      await visit.page.getByRole('alert').waitFor();
    },
  },
  { name: 'access_activation_empty', who: 'nobody', route: '/activation' },
  {
    name: 'access_activation_missing',
    who: 'nobody',
    route: '/activation',
    prepare: (visit) => activate(visit, { code: '7K2M', birthDate: '31/02/1985' }),
  },
  {
    name: 'access_activation_refused',
    who: 'nobody',
    route: '/activation',
    prepare: (visit) =>
      activate(visit, {
        code: '7K2M-94QX-3TPA-8WZD',
        birthDate: '27/10/1985',
        login: 'lea@example.org',
        password: 'quatre mots sans lien',
      }),
  },
  {
    name: 'access_activation_weak-password',
    who: 'nobody',
    route: '/activation',
    async prepare(visit) {
      const { installation, employer, notActivated } = visit.world;
      const letter = await installation.writeLetter(employer, notActivated[0] ?? '');
      await activate(visit, {
        code: letter.code,
        birthDate: letter.birthDate.split('-').reverse().join('/'),
        login: 'lea@example.org',
        password: 'motdepasse123',
      });
    },
  },
  { name: 'frame_not-found', who: 'nobody', route: '*', search: '/nulle-part' },
];
