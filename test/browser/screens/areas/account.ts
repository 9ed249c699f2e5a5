import { TEXT } from '../../../../services/portal/areas/account/text';
import type { Screen } from '../screen';

export const ACCOUNT: readonly Screen[] = [
  { name: 'account_account_agent', who: 'agent', route: '/compte' },
  { name: 'account_account_hr', who: 'hr', route: '/compte' },
  {
    name: 'account_account_code-missing',
    who: 'agent',
    route: '/compte',
    async prepare({ page, text, button }) {
      await button(text(TEXT).addCodeSubmit).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'account_account_sign-out-everywhere',
    who: 'agent',
    route: '/compte',
    async prepare({ page, text, button }) {
      await button(text(TEXT).everywhere).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];
