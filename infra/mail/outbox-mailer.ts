import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../ports/clock';
import type { Mailer } from '../ports/mailer';
import { assertMailHeaders } from './mail-headers';

/**
 * Puts every mail into a folder instead of sending it: for the demonstration
 * and for development. One file per mail, in order of their names, readable by
 * its owner alone: it holds an address.
 */
export function createOutboxMailer(directory: string, clock: Clock): Mailer {
  return {
    async send(mail) {
      assertMailHeaders(mail);
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const message = [
        `Date: ${clock.now().toUTCString().replace('GMT', '+0000')}`,
        `To: ${mail.to}`,
        `Subject: ${mail.subject}`,
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: 8bit',
        '',
        mail.text,
        '',
      ].join('\n');
      const name = uuidv7();
      const draft = path.join(directory, `.${name}`);
      await writeFile(draft, message, { mode: 0o600 });
      // Whoever watches the folder sees whole mails only.
      await rename(draft, path.join(directory, `${name}.eml`));
    },
  };
}
