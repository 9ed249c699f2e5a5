import type { SameAs } from '../catalogue';
import type { account as fr } from '../fr/account';

export const account: SameAs<typeof fr> = {
  title: 'My account',
  signedInAs: 'Sign-in address',
  until: (time) => `The session ends on ${time} at the latest.`,
  spaces: 'What this account opens',
  vaultOf: (employer) => `Your safe, filled by ${employer}`,
  hrOf: (employer) => `Human resources of ${employer}`,
  hrReaderOf: (employer) => `Human resources of ${employer}, reading only`,
  operator: 'Administration of the service',
  nothing: 'This account opens nothing yet. Add the code of a letter to it.',
  addCode: 'Add an employer',
  addCodeText:
    'Another employer sent you a letter with a code? Its documents join yours in this account. Your employers do not know of one another.',
  addCodeSubmit: 'Add',
  codeAdded: 'It is added to your account.',
  display: 'Display',
  displayText: 'These choices stay on this device.',
  everywhere: 'Sign out everywhere',
  everywhereText:
    'A lost device, or a session forgotten elsewhere? Close all sessions of this account, this one included: you will have to sign in again.',
  everywhereQuestion: 'Close all sessions?',
  everywhereConfirm: 'Close all',
  everywhereMeans:
    'On all your devices, this one included, you will have to enter your address and password again.',
};
