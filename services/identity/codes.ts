import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { type Credentials, openCredentials } from './credentials';
import { addMinutes, type IdentityDeps } from './deps';
import type { EmployerRole } from './principal';
import { newCode } from './secrets';

export type CodeTarget =
  | { readonly kind: 'agent'; readonly employerId: string; readonly employmentId: string }
  | { readonly kind: 'staff'; readonly employerId: string; readonly role: EmployerRole }
  | { readonly kind: 'operator'; readonly role: 'operator-admin' };

/** A one-time code, shown once: only its HMAC stays. */
export interface IssuedCode {
  /** Four groups of four, for a letter or a mail. */
  readonly code: string;
  /** NULL: good until replaced. */
  readonly expiresAt: Date | null;
}

/** Tries that failed, and when the last of them did. */
export interface FailedTries {
  readonly failures: number;
  readonly failedAt: Date | null;
}

export const NO_FAILED_TRIES: FailedTries = { failures: 0, failedAt: null };

export interface CodeRequest<T extends CodeTarget = CodeTarget> {
  readonly target: T;
  /** Where the invitation goes: the login unless another is chosen. Kept sealed. */
  readonly address: string | null;
  /** Counted against the code that this one replaces. */
  readonly tries: FailedTries;
}

/** One new code. */
export async function storeCode(
  tx: EntityManager,
  deps: IdentityDeps,
  target: CodeTarget,
  address: string | null,
): Promise<IssuedCode> {
  const [stored] = await storeCodes(tx, deps, [{ target, address, tries: NO_FAILED_TRIES }]);
  if (stored === undefined) throw new Error('a request without a code');
  return stored.issued;
}

/** New codes, in the order of the requests; one statement, however many. */
export async function storeCodes<T extends CodeTarget>(
  tx: EntityManager,
  deps: IdentityDeps,
  requests: readonly CodeRequest<T>[],
): Promise<{ readonly request: CodeRequest<T>; readonly issued: IssuedCode }[]> {
  const credentials = await openCredentials(tx, deps);
  const at = deps.clock.now();
  const staffExpiry = addMinutes(at, deps.limits.staffCodeDays * 24 * 60);
  const made = requests.map((request) => ({
    id: uuidv7(),
    request,
    issued: { code: newCode(), expiresAt: request.target.kind === 'agent' ? null : staffExpiry },
  }));
  const column = <V>(value: (target: CodeTarget) => V): V[] =>
    made.map(({ request }) => value(request.target));
  await tx.query(
    `insert into activation_code
       (created_at, id, code_hash, kind, employer_id, employment_id, role, sealed_address, expires_at,
        failures, failed_at, identity_revision)
     select $1::timestamptz, new.*, (select identity_revision from employment where id = new.employment)
     from unnest($2::uuid[], $3::bytea[], $4::text[], $5::uuid[], $6::uuid[], $7::text[],
       $8::bytea[], $9::timestamptz[], $10::smallint[], $11::timestamptz[])
       as new (id, hash, kind, employer, employment, role, address, expires, failures, failed)`,
    [
      at,
      made.map(({ id }) => id),
      made.map(({ issued }) => credentials.codeHash(issued.code)),
      column((target) => target.kind),
      column((target) => (target.kind === 'operator' ? null : target.employerId)),
      column((target) => (target.kind === 'agent' ? target.employmentId : null)),
      column((target) => (target.kind === 'agent' ? null : target.role)),
      made.map(({ id, request: { address } }) =>
        address === null ? null : credentials.sealAddress(id, address),
      ),
      made.map(({ issued }) => issued.expiresAt),
      made.map(({ request }) => request.tries.failures),
      made.map(({ request }) => request.tries.failedAt),
    ],
  );
  return made.map(({ request, issued }) => ({ request, issued }));
}

export interface StoredCode {
  readonly id: string;
  readonly target: CodeTarget;
  readonly failures: number;
  readonly expired: boolean;
  /** Of the employment's identity, when the code was made; NULL unless it is an agent's. */
  readonly identityRevision: number | null;
  readonly address: string | null;
}

interface CodeRow {
  readonly id: string;
  readonly kind: CodeTarget['kind'];
  readonly employerId: string | null;
  readonly employmentId: string | null;
  readonly role: EmployerRole | 'operator-admin' | null;
  readonly sealedAddress: Buffer | null;
  readonly failures: number;
  readonly expiresAt: Date | null;
  readonly identityRevision: number | null;
}

/** Locks the code's row: tries at the same time are counted one after the other. NULL: unknown, replaced or used. */
export async function lockCode(
  tx: EntityManager,
  credentials: Credentials,
  typed: string,
  at: Date,
): Promise<StoredCode | null> {
  const [row]: CodeRow[] = await tx.query(
    `select id, kind, employer_id as "employerId", employment_id as "employmentId", role,
       sealed_address as "sealedAddress", failures, expires_at as "expiresAt", identity_revision as "identityRevision"
     from activation_code where code_hash = $1 for update`,
    [credentials.codeHash(typed)],
  );
  if (row === undefined) return null;
  return {
    id: row.id,
    target: targetOf(row),
    failures: row.failures,
    identityRevision: row.identityRevision,
    expired: row.expiresAt !== null && at >= row.expiresAt,
    address: row.sealedAddress === null ? null : credentials.openAddress(row.id, row.sealedAddress),
  };
}

/** The table's constraints leave exactly these three shapes. */
function targetOf({ kind, employerId, employmentId, role }: CodeRow): CodeTarget {
  if (kind === 'agent' && employerId !== null && employmentId !== null) {
    return { kind, employerId, employmentId };
  }
  if (kind === 'staff' && employerId !== null && (role === 'hr' || role === 'hr-reader')) {
    return { kind, employerId, role };
  }
  if (kind === 'operator' && role === 'operator-admin') return { kind, role };
  throw new Error('activation code without a target');
}
