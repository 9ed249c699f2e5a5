import type { EntityManager } from 'typeorm';
import { openCredentials } from '../credentials';
import { ANONYMOUS, addMinutes, type IdentityDeps } from '../deps';
import { IdentityError } from '../errors';
import { type KeptAnswer, openAnswer } from './kept-answer';

export interface KeyedRequest {
  /** Whose key it is: an account, a client, or the network of somebody unknown. */
  readonly caller: string;
  readonly key: string;
  /** Digest of what is asked. */
  readonly digest: Buffer;
}

/** The right to carry a request out and to keep its answer, until the lease ends. */
export interface RequestClaim {
  readonly keyHash: Buffer;
  readonly epoch: number;
}

interface StoredRequest {
  readonly sameRequest: boolean;
  readonly wrappedKey: Buffer | null;
  readonly sealed: Buffer | null;
  /** Until the lease ends. */
  readonly seconds: number | null;
}

/**
 * Claims a key for one request. Of several at once one gets it. The key of a
 * process that died is free again when its lease ends: whatever that process had
 * done is then for the call's own idempotence to find.
 *
 * @returns the claim, or the answer that was given before
 * @throws IdentityError `idempotency-key-in-use`, `idempotency-key-reused`
 */
export async function claimKey(
  deps: IdentityDeps,
  request: KeyedRequest,
): Promise<RequestClaim | { readonly answer: KeptAnswer }> {
  const { keyHash, epoch, found } = await deps.uow.run(ANONYMOUS, async (tx) => {
    const credentials = await openCredentials(tx, deps);
    const hash = credentials.requestKey(request.caller, request.key);
    const fingerprint = credentials.requestFingerprint(request.digest);
    const taken = await takeKey(tx, deps, hash, fingerprint);
    return {
      keyHash: hash,
      epoch: taken,
      found: taken === null ? await findRequest(tx, hash, fingerprint) : undefined,
    };
  });
  if (epoch !== null) return { keyHash, epoch };
  if (found !== undefined && !found.sameRequest) throw new IdentityError('idempotency-key-reused');
  if (found === undefined || found.sealed === null || found.wrappedKey === null) {
    // Gone between the two statements: given back this very moment, so free at the next try.
    throw new IdentityError('idempotency-key-in-use', Math.max(1, found?.seconds ?? 1));
  }
  return { answer: openAnswer(deps, keyHash, { wrappedKey: found.wrappedKey, sealed: found.sealed }) };
}

/** @returns the epoch of the claim, null where somebody holds the key or has answered */
async function takeKey(
  tx: EntityManager,
  deps: IdentityDeps,
  keyHash: Buffer,
  fingerprint: Buffer,
): Promise<number | null> {
  const now = deps.clock.now();
  const rows: { epoch: number }[] = await tx.query(
    `insert into idempotent_request as r (key_hash, fingerprint, lease_until, kept_until)
     values ($1, $2, clock_timestamp() + make_interval(secs => $3), $4)
     on conflict (key_hash) do update set fingerprint = excluded.fingerprint, epoch = r.epoch + 1,
       lease_until = excluded.lease_until, kept_until = excluded.kept_until, wrapped_key = null,
       sealed_answer = null
     where (r.lease_until <= clock_timestamp() and r.fingerprint = excluded.fingerprint)
        or (r.kept_until <= $5 and (r.lease_until is null or r.lease_until <= clock_timestamp()))
     returning epoch`,
    [
      keyHash,
      fingerprint,
      deps.limits.idempotencyLeaseSeconds,
      addMinutes(now, deps.limits.idempotencyKeyHours * 60),
      now,
    ],
  );
  return rows[0]?.epoch ?? null;
}

async function findRequest(
  tx: EntityManager,
  keyHash: Buffer,
  fingerprint: Buffer,
): Promise<StoredRequest | undefined> {
  const [row]: StoredRequest[] = await tx.query(
    `select fingerprint = $2 as "sameRequest", wrapped_key as "wrappedKey", sealed_answer as sealed,
       ceil(extract(epoch from lease_until - clock_timestamp()))::int as seconds
     from idempotent_request where key_hash = $1`,
    [keyHash, fingerprint],
  );
  return row;
}
