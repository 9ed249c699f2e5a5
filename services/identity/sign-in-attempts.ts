import type { EntityManager } from 'typeorm';

/** What failures are counted under. Both are blind indexes: 32 bytes that name nobody. */
export interface AttemptKeys {
  /** The login as tried from one network: a stranger locks themself out, not its owner. */
  readonly fromNetwork: Buffer;
  /** The login from anywhere: one who guesses from many networks meets this bound. */
  readonly fromAnywhere: Buffer;
}

/** Failures in a row from which a login is locked. */
const FREE_FROM_NETWORK = 5;
const FREE_FROM_ANYWHERE = 100;
const FIRST_LOCK_SECONDS = 60;
/** Doubling stops here: a stranger's guesses must not keep the owner out for days. */
const LONGEST_LOCK_SECONDS = 3_600;

/**
 * Counts an attempt before its password is looked at, so that guesses sent at
 * the same time cannot all pass under one count; success takes the count away.
 * Rows are kept for every login that was tried, known or not.
 *
 * Times are clock_timestamp(): moving business time unlocks nothing.
 *
 * @returns seconds for which the login stays locked for this network, or NULL: go on
 */
export async function countAttempt(
  tx: EntityManager,
  { fromNetwork, fromAnywhere }: AttemptKeys,
): Promise<number | null> {
  const here = await lockRow(tx, fromNetwork);
  const anywhere = await lockRow(tx, fromAnywhere);
  const locked = Math.max(here.locked, anywhere.locked);
  if (locked > 0) return locked;
  await count(tx, fromNetwork, here.failures + 1, FREE_FROM_NETWORK);
  await count(tx, fromAnywhere, anywhere.failures + 1, FREE_FROM_ANYWHERE);
  return null;
}

/** Takes rows that nobody tried for a month along: unknown logins would pile up for ever. */
export async function clearAttempts(
  tx: EntityManager,
  { fromNetwork, fromAnywhere }: AttemptKeys,
): Promise<void> {
  await tx.query(
    `delete from sign_in_attempt
     where counted_under in ($1, $2) or tried_at < clock_timestamp() - interval '30 days'`,
    [fromNetwork, fromAnywhere],
  );
}

/**
 * The row's lock is held to the end of the transaction: attempts are counted one after the other. Made and
 * locked by one statement: between two, a success could take the row away.
 */
async function lockRow(tx: EntityManager, key: Buffer): Promise<{ failures: number; locked: number }> {
  const [row]: [{ failures: number; locked: number }] = await tx.query(
    `insert into sign_in_attempt as known (counted_under, failures, tried_at) values ($1, 0, clock_timestamp())
     on conflict (counted_under) do update set failures = known.failures
     returning failures,
       coalesce(ceil(extract(epoch from locked_until - clock_timestamp()))::integer, 0) as locked`,
    [key],
  );
  return row;
}

async function count(tx: EntityManager, key: Buffer, failures: number, free: number): Promise<void> {
  await tx.query(
    `update sign_in_attempt set failures = $2, tried_at = clock_timestamp(),
       locked_until = clock_timestamp() + make_interval(secs => $3::double precision)
     where counted_under = $1`,
    [key, failures, lockSeconds(failures, free)],
  );
}

/** NULL: no lock yet, and then neither is the interval. */
function lockSeconds(failures: number, free: number): number | null {
  if (failures < free) return null;
  return Math.min(FIRST_LOCK_SECONDS * 2 ** (failures - free), LONGEST_LOCK_SECONDS);
}
