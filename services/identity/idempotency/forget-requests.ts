import type { Clock } from '../../../infra/ports/clock';
import type { Actor, UnitOfWork } from '../../../infra/ports/unit-of-work';

const ROUND_SIZE = 1000;

/** The worker's own: it forgets the requests of all. */
const SYSTEM: Actor = { scope: { kind: 'system' }, role: 'system', id: null };

/** Destroys kept answers at their age, keys included, and claims that nobody took over. */
export async function forgetRequests(deps: {
  readonly uow: UnitOfWork;
  readonly clock: Clock;
}): Promise<void> {
  for (;;) {
    const gone = await deps.uow.run(
      SYSTEM,
      (tx): Promise<unknown[]> =>
        tx.query(
          // Asked twice: a key that was taken anew while this waited for its row stays.
          `with gone as (
             delete from idempotent_request where key_hash in (
               select key_hash from idempotent_request
               where kept_until <= $1 and (lease_until is null or lease_until <= clock_timestamp())
               order by kept_until limit $2)
             and kept_until <= $1 and (lease_until is null or lease_until <= clock_timestamp())
             returning 1)
           select * from gone`,
          [deps.clock.now(), ROUND_SIZE],
        ),
    );
    if (gone.length < ROUND_SIZE) return;
  }
}
