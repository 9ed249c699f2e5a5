import type { EntityManager } from 'typeorm';
import { readDeliveryChoices } from '../../directory/read-delivery-choices';
import type { EmployerView } from '../../directory/read-employer';
import { commitDeposits, type Deposit, registerSurplus } from '../../vaults/commit-deposits';
import { employerSubject } from '../../vaults/subjects';
import { withholdAgentCopies } from '../../vaults/withhold-agent-copies';
import { endStage } from '../chunks/advance-batch';
import { fence, type Lease } from '../chunks/lease';
import { SYSTEM, type WorkerIngestionDeps } from '../deps';
import { giveBackReservations } from '../items/give-back-reservations';
import type { DepositChunk, MatchedItem } from './load-chunk';
import { printReasonOf } from './print-reason';
import type { Outcome } from './seal-item';

interface StoredItem {
  readonly item: MatchedItem;
  readonly deposit: Deposit;
  /** Why the agent objected to the copy since matching, where they did. */
  readonly printReason: string | null;
}

/**
 * Makes a chunk true in one transaction: documents, pinned objects, journal entries, item states.
 *
 * @param alongside what else becomes true with it, the batch's row locked
 */
export async function commitChunk(
  deps: WorkerIngestionDeps,
  lease: Lease,
  chunk: DepositChunk,
  outcomes: readonly Outcome[],
  alongside?: (tx: EntityManager) => Promise<void>,
): Promise<void> {
  const sealed = outcomes.flatMap((outcome) => ('deposit' in outcome ? [outcome] : []));
  const refused = outcomes.flatMap((outcome) => ('code' in outcome ? [outcome] : []));
  await deps.uow.run(SYSTEM, async (tx) => {
    await fence(tx, lease);
    const at = deps.clock.now();
    const stored = await heedObjections(tx, chunk.employer, at, sealed);
    const deposits = await withholdAgentCopies(
      tx,
      at,
      stored.map(({ deposit, printReason }) => ({ deposit, withheld: printReason !== null })),
    );
    await commitDeposits(tx, deps, chunk.depositor, deposits, {
      id: lease.batchId,
      scheduled: chunk.scheduled,
    });
    await registerSurplus(
      tx,
      at,
      outcomes.flatMap(({ surplus }) => surplus),
      'retry-replaced',
    );
    await markDeposited(tx, stored);
    await markRefused(tx, refused);
    await deps.journal.append(
      tx,
      chunk.depositor,
      refused.map(({ code }) => ({
        subject: employerSubject(lease.employerId),
        employerId: lease.employerId,
        employerSiret: chunk.employer.siret,
        batch: lease.batchId,
        action: 'deposit' as const,
        outcome: 'refused' as const,
        code,
      })),
    );
    await giveBackReservations(
      tx,
      deps,
      refused.map(({ item }) => item.document.id),
    );
    await endStage(tx, deps, lease, 'done');
    await alongside?.(tx);
  });
}

/** An objection holds at once: one that came after matching, while the chunk waited, too. */
async function heedObjections(
  tx: EntityManager,
  employer: EmployerView,
  at: Date,
  sealed: readonly { readonly item: MatchedItem; readonly deposit: Deposit }[],
): Promise<StoredItem[]> {
  const choices = await readDeliveryChoices(
    tx,
    sealed.map(({ deposit }) => deposit.document.employmentId),
  );
  return sealed.map(({ item, deposit }) => {
    const choice = choices.get(deposit.document.employmentId);
    if (choice === undefined || deposit.document.agentCopy === 'withheld') {
      return { item, deposit, printReason: null };
    }
    return { item, deposit, printReason: printReasonOf(employer, choice, at) };
  });
}

async function markDeposited(tx: EntityManager, stored: readonly StoredItem[]): Promise<void> {
  await tx.query(
    `update item i set state = case d.agent_copy when 'withheld' then 'to-print' else 'deposited' end,
       reason = coalesce(new.reason, i.reason), sealed_reading = null
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as new (id, document_id, reason)
       join document d on d.id = new.document_id
     where i.id = new.id`,
    [
      stored.map(({ item }) => item.id),
      stored.map(({ deposit }) => deposit.document.id),
      stored.map(({ printReason }) => printReason),
    ],
  );
}

async function markRefused(
  tx: EntityManager,
  refused: readonly { readonly item: MatchedItem; readonly state: string; readonly code: string }[],
): Promise<void> {
  await tx.query(
    `update item i set state = r.state, code = r.code, document_id = null, employment_id = null
     from unnest($1::uuid[], $2::text[], $3::text[]) as r (id, state, code) where i.id = r.id`,
    [refused.map(({ item }) => item.id), refused.map(({ state }) => state), refused.map(({ code }) => code)],
  );
}
