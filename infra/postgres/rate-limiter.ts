import { createHash } from 'node:crypto';
import type { RateLimiter } from '../ports/rate-limiter';
import type { Actor, UnitOfWork } from '../ports/unit-of-work';

const ANYONE: Actor = { scope: { kind: 'sign-in' }, role: 'anonymous', id: null };

/** A window of one minute per network, on the server's clock: moving business time frees nobody. */
export function createRateLimiter(uow: UnitOfWork): RateLimiter {
  return {
    async take(rule, network, perMinute) {
      const key = createHash('sha256').update(`${rule}\n${network}`).digest();
      const [row] = await uow.run(ANYONE, async (tx) => {
        const rows: { taken: number; wait: number }[] = await tx.query(TAKE, [key]);
        await tx.query(FORGET);
        return rows;
      });
      return row !== undefined && row.taken > perMinute ? Math.max(1, row.wait) : null;
    },
  };
}

const TAKE = `
  insert into request_rate as r (caller, taken, ends_at)
  values ($1, 1, clock_timestamp() + interval '1 minute')
  on conflict (caller) do update set
    taken = case when r.ends_at <= clock_timestamp() then 1 else r.taken + 1 end,
    ends_at = case when r.ends_at <= clock_timestamp() then excluded.ends_at else r.ends_at end
  returning taken, ceil(extract(epoch from ends_at - clock_timestamp()))::int as wait`;

/** A few at a time and none that another transaction holds: nobody waits for the tidying. */
const FORGET = `
  delete from request_rate where caller in (
    select caller from request_rate where ends_at < clock_timestamp() - interval '10 seconds'
    order by ends_at limit 100 for update skip locked)`;
