import { ANONYMOUS, type IdentityDeps } from '../deps';
import type { RequestClaim } from './claim-key';
import { type KeptAnswer, sealAnswer } from './kept-answer';

/** Another term for a request that takes long. Overtaken, it gets none. */
export async function renewClaim(deps: IdentityDeps, claim: RequestClaim): Promise<void> {
  await deps.uow.run(ANONYMOUS, (tx) =>
    tx.query(
      `update idempotent_request set lease_until = clock_timestamp() + make_interval(secs => $3)
       where key_hash = $1 and epoch = $2 and lease_until is not null`,
      [claim.keyHash, claim.epoch, deps.limits.idempotencyLeaseSeconds],
    ),
  );
}

/** Keeps the answer for whoever repeats the request. One that was overtaken keeps nothing. */
export async function keepAnswer(deps: IdentityDeps, claim: RequestClaim, answer: KeptAnswer): Promise<void> {
  const { wrappedKey, sealed } = sealAnswer(deps, claim.keyHash, answer);
  await deps.uow.run(ANONYMOUS, (tx) =>
    tx.query(
      `update idempotent_request set lease_until = null, wrapped_key = $3, sealed_answer = $4
       where key_hash = $1 and epoch = $2 and lease_until is not null`,
      [claim.keyHash, claim.epoch, wrappedKey, sealed],
    ),
  );
}

/** Gives the key back: nothing was done, so the same request may be tried again at once. */
export async function releaseKey(deps: IdentityDeps, claim: RequestClaim): Promise<void> {
  await deps.uow.run(ANONYMOUS, (tx) =>
    tx.query(
      'delete from idempotent_request where key_hash = $1 and epoch = $2 and lease_until is not null',
      [claim.keyHash, claim.epoch],
    ),
  );
}
