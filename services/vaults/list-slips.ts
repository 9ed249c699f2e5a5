import type { Actor } from '../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../directory/employer-records';
import { type EmployerDocumentView, viewEmployerDocuments } from './employer-document';
import { VaultError } from './errors';
import type { DocumentReader } from './open-document';
import { employerSubject } from './subjects';

/** More than any month has: what goes beyond is not shown here, but in the list of documents. */
const MOST_SLIPS = 50;

/**
 * The payslips of one document's agent and month, in the order of their deposit: which is
 * the first, which come beside it, and which replaces which. Journaled as a list of the
 * employer's vault. Of a document that is no payslip there are none.
 *
 * @throws VaultError `document-not-found`
 */
export async function listSlips(
  deps: Omit<DocumentReader, 'store'>,
  actor: Actor,
  employerId: string,
  documentId: string,
): Promise<EmployerDocumentView[]> {
  return deps.uow.run(actor, async (tx) => {
    const rows: { id: string | null }[] = await tx.query(
      `select o.id from document d left join document o
         on o.employment_id = d.employment_id and o.period = d.period and o.employer_id = d.employer_id
           and o.type = 'payslip' and d.type = 'payslip' and o.state = 'deposited'
       where d.id = $1 and d.employer_id = $2 and d.state = 'deposited'
       order by o.deposited_at, o.id limit $3`,
      [documentId, employerId, MOST_SLIPS],
    );
    if (rows.length === 0) throw new VaultError('document-not-found');
    await deps.journal.append(tx, actor, [
      { subject: employerSubject(employerId), employerId, action: 'list', outcome: 'done' },
    ]);
    return viewEmployerDocuments(
      tx,
      await openEmployerRecords(tx, deps, employerId),
      rows.flatMap(({ id }) => id ?? []),
    );
  });
}
