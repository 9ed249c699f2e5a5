import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import type { JournalAction } from '../../journal/actions';
import type { Journal } from '../../journal/append-entries';
import { employerSubject } from '../../vaults/subjects';

/** An endpoint's life in the employer's journal, by id: where it leads is nobody else's business. */
export async function traceWebhook(
  tx: EntityManager,
  { journal }: { readonly journal: Journal },
  actor: Actor,
  { id, employerId }: { readonly id: string; readonly employerId: string },
  action: Extract<JournalAction, `${string}webhook${string}`>,
): Promise<void> {
  await journal.append(tx, actor, [
    {
      subject: employerSubject(employerId),
      employerId,
      owner: employerId,
      action,
      outcome: 'done',
      code: id,
    },
  ]);
}
