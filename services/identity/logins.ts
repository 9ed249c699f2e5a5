import { isMailAddress } from '../directory/agent-row';
import { IdentityError } from './errors';

/** How a login is compared: NFKC, lower case, no blanks around. */
export function normaliseLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** @throws {@link IdentityError} `login-invalid`: not a mail address */
export function readLogin(typed: string): string {
  const login = normaliseLogin(typed);
  if (!isMailAddress(login)) throw new IdentityError('login-invalid');
  return login;
}
