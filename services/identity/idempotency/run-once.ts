import type { Logger } from '../../../infra/ports/logger';
import type { IdentityDeps } from '../deps';
import { claimKey, type KeyedRequest, type RequestClaim } from './claim-key';
import { keepAnswer, releaseKey, renewClaim } from './end-claim';
import type { KeptAnswer } from './kept-answer';

export type OnceDeps = IdentityDeps & { readonly logger: Logger };

/** What carrying a request out gave; `answer` is what a repetition is told, null where it is to be tried again. */
export interface FirstRun<T> {
  readonly value: T;
  readonly answer: KeptAnswer | null;
}

/**
 * Carries a request out once per key. What fails, or gives no answer to keep,
 * gives the key back.
 *
 * A crash between the effect and the keeping of its answer leaves the key claimed
 * until the lease ends; then the request is carried out again, and the call's own
 * idempotence decides (a batch has its reference, an employer its SIRET).
 *
 * @returns what `work` gave, or the answer that was kept
 * @throws IdentityError `idempotency-key-in-use`, `idempotency-key-reused`, and what `work` throws
 */
export async function runOnce<T>(
  deps: OnceDeps,
  request: KeyedRequest,
  work: () => Promise<FirstRun<T>>,
): Promise<{ readonly value: T } | { readonly kept: KeptAnswer }> {
  const claim = await claimKey(deps, request);
  if ('answer' in claim) return { kept: claim.answer };
  const stopRenewing = startRenewing(deps, claim);
  try {
    const { value, answer } = await work();
    await end(deps, answer === null ? releaseKey(deps, claim) : keepAnswer(deps, claim, answer));
    return { value };
  } catch (error) {
    await end(deps, releaseKey(deps, claim));
    throw error;
  } finally {
    stopRenewing();
  }
}

/** The effect stands, or the refusal does: the caller is told, and the key waits for its lease to end. */
async function end(deps: OnceDeps, ending: Promise<void>): Promise<void> {
  await ending.catch((error: unknown) => deps.logger.warn({ error }, 'idempotency key not ended'));
}

function startRenewing(deps: OnceDeps, claim: RequestClaim): () => void {
  const timer = setInterval(
    () => {
      // One that fails is made up for by the next; none at all is what a dead process looks like.
      renewClaim(deps, claim).catch((error: unknown) =>
        deps.logger.warn({ error }, 'idempotency key not renewed'),
      );
    },
    (deps.limits.idempotencyLeaseSeconds * 1000) / 3,
  );
  timer.unref();
  return () => clearInterval(timer);
}
