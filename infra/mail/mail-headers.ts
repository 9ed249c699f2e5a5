import type { Mail } from '../ports/mailer';
import { MailError } from './mail-error';

/** A line break in a header would begin another header (RFC 5322, 2.2). */
export function assertMailHeaders({ to, subject }: Mail): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
  if (/[\u0000-\u001f\u007f]/.test(to + subject)) throw new MailError('mail-refused');
}
