import type { KeyRing } from '../../infra/ports/key-ring';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { Journal } from './append-entries';
import type { EntryPayload } from './entry';
import { proveInclusion } from './prove-inclusion';
import type { EntryProof } from './verify/proof-file';

/**
 * Opens one entry to a caller who may see it, with its place in the log. Handing
 * out a proof is an operation on the vault: it stands in the same trace.
 *
 * @throws JournalError `entry-not-found`, `not-yet-published`
 */
export async function proveEntry(
  deps: { readonly uow: UnitOfWork; readonly keys: KeyRing; readonly journal: Journal },
  actor: Actor,
  entryId: string,
): Promise<EntryProof> {
  return deps.uow.run(actor, async (tx) => {
    const proof = await proveInclusion(tx, deps.keys, entryId);
    const { subject, employer, document }: EntryPayload = JSON.parse(proof.payload);
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: subject.kind, id: subject.id },
        owner: subject.owner,
        employerId: employer?.id,
        employerSiret: employer?.siret,
        document: document === undefined ? undefined : { id: document.id },
        action: 'prove',
        outcome: 'done',
      },
    ]);
    return proof;
  });
}
