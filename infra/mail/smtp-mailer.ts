import { createTransport } from 'nodemailer';
import { errorCode } from '../error-code';
import type { Mailer } from '../ports/mailer';
import { MailError } from './mail-error';
import { assertMailHeaders } from './mail-headers';

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/**
 * Sends through an SMTP server. Without TLS nothing is sent, unless the server
 * is this machine: who gets a mail of a digital safe is told by the mail itself.
 *
 * @param url `smtps://user:password@host:465` or `smtp://…:587` (STARTTLS)
 * @param from the address that mails come from
 */
export function createSmtpMailer(url: string, from: string): Mailer {
  const { hostname } = new URL(url);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const transport = createTransport(
    {
      url,
      requireTLS: !local,
      ignoreTLS: local,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send(mail) {
      assertMailHeaders(mail);
      try {
        // As an object: a text would be parsed as a list, and a comma in it would add a recipient.
        const to = { name: '', address: mail.to };
        await transport.sendMail({ to, subject: mail.subject, text: mail.text });
      } catch (error) {
        throw new MailError(isPermanent(error) ? 'mail-refused' : 'mail-unavailable', { cause: error });
      }
    },
  };
}

/**
 * A 5yz reply to the addresses or the message: it will not succeed if repeated
 * (RFC 5321, 4.2.1). One to our sign-in is for an operator to mend, and may.
 */
function isPermanent(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return false;
  const concernsMail = ['EENVELOPE', 'EMESSAGE'].includes(errorCode(error) ?? '');
  return concernsMail && typeof error.responseCode === 'number' && error.responseCode >= 500;
}
