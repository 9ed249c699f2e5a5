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

/**
 * @param address where the invitation goes: the login unless another is chosen. Kept sealed.
 * @param tries counted against the code that this one replaces
 */
export async function storeCode(
  tx: EntityManager,
  deps: IdentityDeps,
  target: CodeTarget,
  address: string | null,
  tries: FailedTries = NO_FAILED_TRIES,
): Promise<IssuedCode> {
  const credentials = await openCredentials(tx, deps);
  const id = uuidv7();
  const code = newCode();
  const at = deps.clock.now();
  const expiresAt = target.kind === 'agent' ? null : addMinutes(at, deps.limits.staffCodeDays * 24 * 60);
  await tx.query(
    `insert into activation_code
       (id, code_hash, kind, employer_id, employment_id, role, sealed_address, expires_at, created_at,
        failures, failed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      credentials.codeHash(code),
      target.kind,
      target.kind === 'operator' ? null : target.employerId,
      target.kind === 'agent' ? target.employmentId : null,
      target.kind === 'agent' ? null : target.role,
      address === null ? null : credentials.sealAddress(id, address),
      expiresAt,
      at,
      tries.failures,
      tries.failedAt,
    ],
  );
  return { code, expiresAt };
}

export interface StoredCode {
  readonly id: string;
  readonly target: CodeTarget;
  readonly failures: number;
  readonly expired: boolean;
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
       sealed_address as "sealedAddress", failures, expires_at as "expiresAt"
     from activation_code where code_hash = $1 for update`,
    [credentials.codeHash(typed)],
  );
  if (row === undefined) return null;
  return {
    id: row.id,
    target: targetOf(row),
    failures: row.failures,
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
