import type { EntityManager } from 'typeorm';
import { type FailedTries, type IssuedCode, NO_FAILED_TRIES, storeCodes } from './codes';
import { addMinutes, type IdentityDeps } from './deps';

const FAILURES_LAST_MINUTES = 24 * 60;

/**
 * Waits for whoever makes or uses up a code of these employments at the moment.
 * In the order of the ids: two calls that share some never wait for each other.
 */
export async function lockAgentCodes(tx: EntityManager, employmentIds: readonly string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('activation-code:' || id, 0))
     from (select id from unnest($1::text[]) as named (id) order by id) as ordered`,
    [employmentIds.map((id) => id.toLowerCase())],
  );
}

/**
 * A code for each employment; it ends the one before and takes over its failures
 * of the last day. Under {@link lockAgentCodes}.
 *
 * @returns by employment id
 */
export async function replaceAgentCodes(
  tx: EntityManager,
  deps: IdentityDeps,
  employerId: string,
  employmentIds: readonly string[],
): Promise<Map<string, IssuedCode>> {
  const tries = await endCodes(tx, employmentIds, deps.clock.now());
  const codes = await storeCodes(
    tx,
    deps,
    employmentIds.map((employmentId) => ({
      target: { kind: 'agent', employerId, employmentId },
      address: null,
      tries: tries.get(employmentId) ?? NO_FAILED_TRIES,
    })),
  );
  return new Map(codes.map(({ request, issued }) => [request.target.employmentId, issued]));
}

/** Ends the open codes, where there are any. @returns the failures that their successors start with */
async function endCodes(
  tx: EntityManager,
  employmentIds: readonly string[],
  at: Date,
): Promise<Map<string, FailedTries>> {
  const [ended]: [(FailedTries & { employmentId: string })[], number] = await tx.query(
    `delete from activation_code where employment_id = any ($1::uuid[])
     returning employment_id as "employmentId", failures, failed_at as "failedAt"`,
    [employmentIds],
  );
  const recent = ended.filter(
    ({ failedAt }) => failedAt !== null && at < addMinutes(failedAt, FAILURES_LAST_MINUTES),
  );
  return new Map(recent.map(({ employmentId, ...tries }) => [employmentId, tries]));
}
