import type { MailConfig } from '../config/sections';
import type { Clock } from '../ports/clock';
import type { Mailer } from '../ports/mailer';
import { createOutboxMailer } from './outbox-mailer';
import { createSmtpMailer } from './smtp-mailer';

/** The way out for mails that is configured. */
export function openMailer(config: MailConfig, clock: Clock): Mailer {
  return config.kind === 'outbox'
    ? createOutboxMailer(config.directory, clock)
    : createSmtpMailer(config.url, config.from);
}
