import type { Clock } from '../../../infra/ports/clock';
import type { Logger } from '../../../infra/ports/logger';
import type { Mail, Mailer } from '../../../infra/ports/mailer';
import type { UnitOfWork } from '../../../infra/ports/unit-of-work';
import { type LoginDeps, readLogins } from '../../identity/read-logins';
import { SYSTEM } from '../deps';

export interface NoticeDeps extends LoginDeps {
  readonly uow: UnitOfWork;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** Where the portal answers. */
  readonly publicUrl: string;
}

/** Few: all of a claim must be sent within its pause, at the slowest a mail server may be. */
const CLAIM_SIZE = 10;
/** After so many failures, over some days, the address is given up: the document waits in the vault all the same. */
const MAX_ATTEMPTS = 10;
/** Before the first retry; doubled each time, to a day. */
const PAUSE_SECONDS = 300;

/**
 * Sends the mails that are due. At least once: a crash between sending and noting
 * it sends again, which is better than never.
 *
 * @returns how many were sent
 */
export async function sendNotices(deps: NoticeDeps): Promise<number> {
  let total = 0;
  for (;;) {
    const claimed = await claimNotices(deps);
    for (const { id, address } of claimed) {
      try {
        await deps.mailer.send(noticeFor(address, deps.publicUrl));
      } catch (error) {
        deps.logger.warn({ error, noticeId: id }, 'mail not sent, tried again later');
        continue;
      }
      await deps.uow.run(SYSTEM, (tx) =>
        tx.query('update notice_mail set sent_at = $2 where id = $1', [id, deps.clock.now()]),
      );
      total += 1;
    }
    if (claimed.length < CLAIM_SIZE) return total;
  }
}

async function claimNotices(deps: NoticeDeps): Promise<{ id: string; address: string }[]> {
  return deps.uow.run(SYSTEM, async (tx) => {
    const rows: { id: string; accountId: string }[] = await tx.query(
      `with claimed as (
         update notice_mail set attempts = attempts + 1,
           not_before = clock_timestamp() + make_interval(secs => least($1::int * power(2, attempts), 86400))
         where id in (
           select id from notice_mail
           where sent_at is null and attempts < $2 and not_before <= clock_timestamp()
           order by not_before limit $3 for update skip locked)
         returning id, account_id)
       select id, account_id as "accountId" from claimed`,
      [PAUSE_SECONDS, MAX_ATTEMPTS, CLAIM_SIZE],
    );
    const logins = await readLogins(
      tx,
      deps,
      rows.map((row) => row.accountId),
    );
    return rows.flatMap(({ id, accountId }) => {
      const address = logins.get(accountId);
      return address === undefined ? [] : [{ id, address }];
    });
  });
}

/** Neither title nor name nor amount: a mail says that something waits, and where. */
function noticeFor(to: string, publicUrl: string): Mail {
  return {
    to,
    subject: 'Un document vous attend dans votre coffre-fort',
    text: [
      'Bonjour,',
      '',
      'Un nouveau document a été déposé dans votre coffre-fort numérique.',
      `Pour le lire, connectez-vous : ${publicUrl}`,
      '',
      'Ce message est automatique. Il ne contient aucune information sur le document.',
    ].join('\n'),
  };
}
