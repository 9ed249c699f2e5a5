import type { EntityManager } from 'typeorm';
import type { Clock } from '../../infra/ports/clock';
import type { Actor } from '../../infra/ports/unit-of-work';
import type { EntryDraft, Journal } from '../journal/append-entries';
import { destroyAgentCopies } from './destroy-agent-copies';
import { employerSubject } from './subjects';

interface WithdrawnRow {
  readonly id: string;
  readonly type: string;
  readonly period: string;
  readonly sealedSha256: Buffer;
  readonly employerSiret: string;
}

/**
 * Recalls documents that no agent has seen. The agents' copies are destroyed with
 * their keys; the employer's, public archive, stay and are marked; the content keys
 * are free, so that the same may be sent again. All of it stands in the employer's
 * trace alone: what was never shown is not told to the agent either.
 */
export async function withdrawDocuments(
  tx: EntityManager,
  deps: { readonly clock: Clock; readonly journal: Journal },
  actor: Actor,
  { employerId, batchId }: { readonly employerId: string; readonly batchId: string },
  documentIds: readonly string[],
): Promise<void> {
  if (documentIds.length === 0) return;
  const at = deps.clock.now();
  const rows: WithdrawnRow[] = await tx.query(
    `with withdrawn as (
       update document set agent_copy = 'withheld', withdrawn_at = $2
       where id = any ($1::uuid[]) and state = 'deposited' and agent_copy in ('scheduled', 'withheld')
         and withdrawn_at is null returning *)
     select d.id, d.type, d.period, d.sealed_sha256 as "sealedSha256", e.siret as "employerSiret"
     from withdrawn d join employer e on e.id = d.employer_id order by d.id`,
    [documentIds, at],
  );
  const ids = rows.map(({ id }) => id);
  const destroyed = await destroyAgentCopies(tx, at, ids, 'withdrawn');
  await tx.query('update hidden_document set withdrawn = true where document_id = any ($1::uuid[])', [ids]);
  await tx.query('delete from content_key where document_id = any ($1::uuid[])', [ids]);
  await deps.journal.append(
    tx,
    actor,
    rows.flatMap(({ id, type, period, sealedSha256, employerSiret }): EntryDraft[] => {
      const what = {
        subject: employerSubject(employerId),
        employerId,
        employerSiret,
        owner: employerId,
        batch: batchId,
        outcome: 'done' as const,
        document: { id, type, period, sealedSha256: sealedSha256.toString('hex') },
      };
      const marked = { ...what, action: 'withdraw' as const };
      return destroyed.has(id) ? [{ ...what, action: 'destroy', code: 'agent-copy' }, marked] : [marked];
    }),
  );
}
