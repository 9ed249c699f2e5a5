import type { EntityManager } from 'typeorm';
import { dayInFrance } from '../../directory/calendar';
import { readEmployer } from '../../directory/read-employer';
import type { EmployerSettings } from '../../directory/settings';
import type { IngestionLimits } from '../deps';
import { IngestionError } from '../errors';

type RetryLimits = Pick<IngestionLimits, 'backlogRetrySeconds'>;

async function quotasOf(tx: EntityManager, employerId: string): Promise<EmployerSettings['quotas']> {
  return (await readEmployer(tx, employerId)).settings.quotas;
}

/**
 * Called with the new batch inserted. Batches that are opened at once wait for one
 * another, so that together they do not exceed what each alone keeps to.
 *
 * @throws IngestionError `quota-open-batches`
 */
export async function keepToOpenBatches(
  tx: EntityManager,
  limits: RetryLimits,
  employerId: string,
): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('open-batches ' || $1, 0))`, [employerId]);
  const [row]: { open: number }[] = await tx.query(
    'select count(*)::int as open from batch where employer_id = $1 and completed_at is null',
    [employerId],
  );
  if ((row?.open ?? 0) <= (await quotasOf(tx, employerId)).openBatches) return;
  throw new IngestionError('quota-open-batches', { retryAfterSeconds: limits.backlogRetrySeconds });
}

/**
 * Of batches that have not ended, uploads that are going to be replaced included.
 * Senders at the same moment do not see each other's part that is under way.
 *
 * @param more bytes that are to be added
 * @throws IngestionError `quota-staged-bytes`
 */
export async function keepToStagedBytes(
  tx: EntityManager,
  limits: RetryLimits,
  employerId: string,
  more: number,
): Promise<void> {
  const [row]: { bytes: string }[] = await tx.query(
    `select coalesce(sum(p.size), 0) as bytes from batch b join upload_part p on p.batch_id = b.id
     where b.employer_id = $1 and b.completed_at is null`,
    [employerId],
  );
  const allowed = (await quotasOf(tx, employerId)).stagedMebibytes * 2 ** 20;
  if (Number(row?.bytes) + more <= allowed) return;
  throw new IngestionError('quota-staged-bytes', { retryAfterSeconds: limits.backlogRetrySeconds });
}

/**
 * Of batches submitted today. How many items a batch has is known once it is taken
 * apart, so the one that goes over is still taken whole, and the next waits.
 *
 * @throws IngestionError `quota-items-per-day`
 */
export async function keepToItemsPerDay(tx: EntityManager, employerId: string, now: Date): Promise<void> {
  const [row]: { items: string }[] = await tx.query(
    `select coalesce(sum(c.last_position - c.first_position + 1), 0) as items
     from batch b join chunk c on c.batch_id = b.id and c.stage in ('match', 'deposit')
     where b.employer_id = $1 and (b.submitted_at at time zone 'Europe/Paris')::date = $2::date`,
    [employerId, dayInFrance(now)],
  );
  if (Number(row?.items) < (await quotasOf(tx, employerId)).itemsPerDay) return;
  throw new IngestionError('quota-items-per-day', { retryAfterSeconds: secondsLeftOfDay(now) });
}

const TIME_IN_FRANCE = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** By the clock on the wall: on the two days a year when it jumps, an hour off, which costs one more try. */
export function secondsLeftOfDay(now: Date): number {
  const [hours = 0, minutes = 0, seconds = 0] = TIME_IN_FRANCE.format(now).split(':').map(Number);
  return 24 * 3600 - (hours * 60 + minutes) * 60 - seconds;
}
