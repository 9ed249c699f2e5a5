import type { KeyRing } from '../../infra/ports/key-ring';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { Journal } from '../journal/append-entries';
import { JournalError } from '../journal/errors';
import { proveDocument } from '../journal/prove-inclusion';
import type { ProofFile } from '../journal/verify/proof-file';
import { type ReachedDocument, traceAccess } from './access-trace';
import { VaultError } from './errors';

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
    const [row]: (Omit<ReachedDocument, 'sha256'> & { sha256: Buffer })[] = await tx.query(
      `select d.id, d.type, d.period, d.sealed_sha256 as sha256, d.employer_id as "employerId",
         e.siret as "employerSiret", d.employment_id as "employmentId", d.agent_vault_id as "agentVaultId"
       from document d join employer e on e.id = d.employer_id where d.id = $1 and d.state = 'deposited'
         and ($2::uuid is null or d.employer_id = $2)`,
      [documentId, actor.scope.kind === 'employer' ? actor.scope.employerId : null],
    );
    if (row === undefined) throw new VaultError('document-not-found');
    const document = { ...row, sha256: row.sha256.toString('hex') };
    await deps.journal.append(tx, actor, traceAccess(actor, document, 'prove'));
    return proveDocument(tx, deps.keys, { id: documentId, sealedSha256: row.sha256 }).catch(
      (error: unknown) => {
        throw error instanceof JournalError && error.code === 'not-yet-published'
          ? new VaultError('proof-not-ready')
          : error;
      },
    );
  });
}
