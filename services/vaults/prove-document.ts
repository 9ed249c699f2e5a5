import type { KeyRing } from '../../infra/ports/key-ring';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { Journal } from '../journal/append-entries';
import { JournalError } from '../journal/errors';
import { proveDocument } from '../journal/prove-inclusion';
import type { ProofFile } from '../journal/verify/proof-file';
import { VaultError } from './errors';
import { agentSubject, employerSubject } from './subjects';

/**
 * The proof of a deposit for one who may read the document: the opened journal
 * entries of the vaults that the actor may see, and their place in the log.
 *
 * @throws VaultError `document-not-found`, `proof-not-ready`
 */
export async function proveDeposit(
  deps: { readonly uow: UnitOfWork; readonly keys: KeyRing; readonly journal: Journal },
  actor: Actor,
  documentId: string,
): Promise<ProofFile> {
  return deps.uow.run(actor, async (tx) => {
    const [row]: { sha256: Buffer; employerId: string; agentVaultId: string }[] = await tx.query(
      `select sealed_sha256 as sha256, employer_id as "employerId", agent_vault_id as "agentVaultId"
       from document where id = $1 and state = 'deposited'`,
      [documentId],
    );
    if (row === undefined) throw new VaultError('document-not-found');
    const isAgent = actor.scope.kind === 'agent';
    await deps.journal.append(tx, actor, [
      {
        subject: isAgent ? agentSubject(row.agentVaultId) : employerSubject(row.employerId),
        employerId: row.employerId,
        action: 'prove',
        outcome: 'done',
        document: { id: documentId },
      },
    ]);
    return proveDocument(tx, deps.keys, { id: documentId, sealedSha256: row.sha256 }).catch(
      (error: unknown) => {
        throw error instanceof JournalError && error.code === 'not-yet-published'
          ? new VaultError('proof-not-ready')
          : error;
      },
    );
  });
}
