import type { SameAs } from '../catalogue';
import type { account as fr } from '../fr/account';

export const account: SameAs<typeof fr> = {
  title: 'My account',
  signedInAs: 'Sign-in address',
  until: (time) => `Your session ends on ${time} at the latest.`,
  spaces: 'What this account gives access to',
  vaultOf: (employer) => `Your safe, with documents from ${employer}`,
  hrOf: (employer) => `Human resources, ${employer}`,
  hrReaderOf: (employer) => `Human resources, ${employer} (read-only)`,
  operator: 'Service administration',
  nothing: 'This account does not give access to anything yet. Add the code from a letter.',
  addCode: 'Add an employer',
  addCodeText:
    'Has another employer sent you a letter with a code? Its documents will join yours in this account. Your employers learn nothing about one another.',
  addOwnCode: 'Add my own safe',
  addOwnCodeText:
    'Has your employer also sent you, as an agent, a letter with a code? Your payslips will arrive in this account, in a separate space.',
  addCodeSubmit: 'Add',
  codeAdded: 'Added to your account.',
  display: 'Display',
  displayText: 'These choices are saved on this device only.',
  everywhere: 'Sign out everywhere',
  everywhereText:
    'Lost a device, or left a computer signed in somewhere? Sign this account out on every device, including this one.',
  everywhereQuestion: 'Sign out everywhere?',
  everywhereMeans:
    'You will have to enter your address and password again on all your devices, including this one.',
};
