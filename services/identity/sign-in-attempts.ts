import type { EntityManager } from 'typeorm';

/** Failures in a row from which a login is locked. */
const FREE_FAILURES = 5;
const FIRST_LOCK_SECONDS = 60;
/** Doubling stops here: a stranger's guesses must not keep the owner out for days. */
const LONGEST_LOCK_SECONDS = 3_600;

/**
 * Counts an attempt before its password is looked at, so that guesses sent at
 * the same time cannot all pass under one count; success takes the count away.
 * A row is kept for every login that was tried, known or not.
 *
 * Times are clock_timestamp(): moving business time unlocks nothing.
 *
 * @returns seconds for which the login stays locked, or NULL: go on
 */
export async function countAttempt(tx: EntityManager, loginIndex: Buffer): Promise<number | null> {
  await tx.query(
    `insert into sign_in_attempt (login_index, failures, tried_at) values ($1, 0, clock_timestamp())
     on conflict do nothing`,
    [loginIndex],
  );
  const [row]: [{ failures: number; locked: number | null }] = await tx.query(
    `select failures, ceil(extract(epoch from locked_until - clock_timestamp()))::integer as locked
     from sign_in_attempt where login_index = $1 for update`,
    [loginIndex],
  );
  if (row.locked !== null && row.locked > 0) return row.locked;
  const failures = row.failures + 1;
  await tx.query(
    `update sign_in_attempt set failures = $2, tried_at = clock_timestamp(),
       locked_until = clock_timestamp() + make_interval(secs => $3::double precision)
     where login_index = $1`,
    [loginIndex, failures, lockSeconds(failures)],
  );
  return null;
}

/** Takes rows that nobody tried for a month along: unknown logins would pile up for ever. */
export async function clearAttempts(tx: EntityManager, loginIndex: Buffer): Promise<void> {
  await tx.query(
    `delete from sign_in_attempt
     where login_index = $1 or tried_at < clock_timestamp() - interval '30 days'`,
    [loginIndex],
  );
}

/** NULL: no lock yet, and then neither is the interval. */
function lockSeconds(failures: number): number | null {
  if (failures < FREE_FAILURES) return null;
  return Math.min(FIRST_LOCK_SECONDS * 2 ** (failures - FREE_FAILURES), LONGEST_LOCK_SECONDS);
}
