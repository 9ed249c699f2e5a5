import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Actor, Role } from '../../infra/ports/unit-of-work';
import {
  type EmploymentToActivate,
  markActivated,
  readEmploymentToActivate,
} from '../directory/activate-employment';
import { readOperatorId } from '../directory/read-operator';
import type { EntryDraft } from '../journal/append-entries';
import { lockCode, type StoredCode } from './codes';
import { openCredentials } from './credentials';
import { ANONYMOUS, type IdentityDeps } from './deps';
import { RoleGrant, VaultOwnership } from './tables';

const MAX_FAILURES = 5;

export interface PresentedCode {
  readonly code: string;
  /** `YYYY-MM-DD`; agents' codes only: a code in the wrong letter opens nothing. */
  readonly birthDate?: string;
}

export type CodeRefusal = 'activation-refused' | 'code-locked';

export interface ClaimedCode {
  readonly id: string;
  readonly failures: number;
  readonly target:
    | { readonly kind: 'agent'; readonly employment: EmploymentToActivate }
    | Exclude<StoredCode['target'], { kind: 'agent' }>;
  /** Invitation address. */
  readonly address: string | null;
}

/**
 * Checks a presented code. A refusal is a result, not an exception: its count
 * and its journal entry must commit.
 */
export async function claimCode(
  tx: EntityManager,
  deps: IdentityDeps,
  actor: Actor,
  { code, birthDate }: PresentedCode,
): Promise<ClaimedCode | CodeRefusal> {
  const stored = await lockCode(tx, await openCredentials(tx, deps), code, deps.clock.now());
  const claimed = stored === null || stored.expired ? null : await readClaimed(tx, deps, stored);
  if (claimed === null) {
    // A code that is over is journaled as an unknown one: it stands for nobody any more.
    await journalRefusal(tx, deps, actor, null, 'activation-refused');
    return 'activation-refused';
  }
  const { failures } = claimed;
  if (failures >= MAX_FAILURES) {
    await journalRefusal(tx, deps, actor, claimed, 'code-locked');
    return 'code-locked';
  }
  if (claimed.target.kind !== 'agent') return claimed;
  const { employment } = claimed.target;
  if (employment.identity.birthDate !== birthDate) return countFailure(tx, deps, actor, claimed);
  return { ...claimed, address: employment.identity.email };
}

/** NULL: an import changed since who the code was made for. */
async function readClaimed(
  tx: EntityManager,
  deps: IdentityDeps,
  { id, failures, address, target, identityRevision }: StoredCode,
): Promise<ClaimedCode | null> {
  if (target.kind !== 'agent') return { id, failures, address, target };
  const employment = await readEmploymentToActivate(tx, deps, target.employmentId, { lock: true });
  if (employment.identityRevision !== identityRevision) return null;
  return { id, failures, address, target: { kind: 'agent', employment } };
}

/** One of the five tries is gone; the answer to the last says so. */
export async function countFailure(
  tx: EntityManager,
  deps: IdentityDeps,
  actor: Actor,
  claimed: ClaimedCode,
): Promise<CodeRefusal> {
  await tx.query('update activation_code set failures = failures + 1, failed_at = $2 where id = $1', [
    claimed.id,
    deps.clock.now(),
  ]);
  const refusal = claimed.failures + 1 >= MAX_FAILURES ? 'code-locked' : 'activation-refused';
  await journalRefusal(tx, deps, actor, claimed, refusal);
  return refusal;
}

/** The account's holder, as what the code makes them. In scope `sign-in`. */
export function claimantOf({ target }: ClaimedCode, accountId: string): Actor {
  const role: Role = target.kind === 'agent' ? 'agent' : target.role;
  return { ...ANONYMOUS, role, id: accountId };
}

/** Gives the account what the code was for, and uses the code up. */
export async function grantClaimed(
  tx: EntityManager,
  deps: IdentityDeps,
  actor: Actor,
  { id, target }: ClaimedCode,
  accountId: string,
): Promise<void> {
  const at = deps.clock.now();
  if (target.kind === 'agent') {
    const { employment } = target;
    await tx.getRepository(VaultOwnership).insert({
      vaultId: employment.vaultId,
      accountId,
      employmentId: employment.id,
      employerId: employment.employerId,
      since: at,
    });
    // Before the code is used up: row-level security shows the employment only while it waits.
    await markActivated(tx, employment.id);
  } else {
    await grantRole(tx, accountId, target, at);
  }
  await tx.query('delete from activation_code where id = $1', [id]);
  await deps.journal.append(tx, actor, [
    { ...(await entryBase(tx, target, accountId)), action: 'activate', outcome: 'done' },
  ]);
}

/** A role that the account holds already stays one. */
async function grantRole(
  tx: EntityManager,
  accountId: string,
  target: Exclude<ClaimedCode['target'], { kind: 'agent' }>,
  at: Date,
): Promise<void> {
  await tx
    .createQueryBuilder()
    .insert()
    .into(RoleGrant)
    .values({
      id: uuidv7(),
      accountId,
      employerId: target.kind === 'staff' ? target.employerId : null,
      role: target.role,
      createdAt: at,
    })
    .orIgnore()
    .execute();
}

async function journalRefusal(
  tx: EntityManager,
  deps: IdentityDeps,
  actor: Actor,
  claimed: ClaimedCode | null,
  code: CodeRefusal,
): Promise<void> {
  const base =
    claimed === null
      ? { subject: { kind: 'operator' as const, id: await readOperatorId(tx) } }
      : await entryBase(tx, claimed.target);
  await deps.journal.append(tx, actor, [{ ...base, action: 'activation-failed', outcome: 'refused', code }]);
}

/** The agent's vault for an agent's code, so that its owner reads of every try; the operator's scope for others. */
async function entryBase(
  tx: EntityManager,
  target: ClaimedCode['target'],
  accountId?: string,
): Promise<Pick<EntryDraft, 'subject' | 'employerId' | 'employerSiret' | 'owner'>> {
  if (target.kind === 'agent') {
    const { id, vaultId, employerId, employerSiret } = target.employment;
    return { subject: { kind: 'agent', id: vaultId }, employerId, employerSiret, owner: accountId ?? id };
  }
  const subject = { kind: 'operator', id: await readOperatorId(tx) } as const;
  return target.kind === 'staff' ? { subject, employerId: target.employerId } : { subject };
}
