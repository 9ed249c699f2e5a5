import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../directory/employer-records';
import { type PersonLabel, readPeople } from '../directory/read-people';
import { DOCUMENT_COLUMNS, type DocumentRow, type DocumentView, viewDocument } from './document-view';
import { openEmployerTitle } from './titles';

/** A document as its employer sees it. Never: whether the agent has opened it. */
export interface EmployerDocumentView extends DocumentView {
  readonly agent: PersonLabel & { readonly agentId: string };
  /** Whether there is a copy for the agent: theirs, waiting for its publication, or none. */
  readonly agentCopy: 'released' | 'scheduled' | 'withheld';
  /** Cancelled before its publication: the agent never had it, the employer's copy stays. */
  readonly withdrawn: boolean;
}

interface EmployerDocumentRow extends DocumentRow {
  readonly employmentId: string;
  readonly sealedTitle: Buffer | null;
  readonly agentCopy: EmployerDocumentView['agentCopy'];
  readonly withdrawn: boolean;
}

/** The named documents of one employer, in the order of the ids, with the people they concern. */
export async function viewEmployerDocuments(
  tx: EntityManager,
  records: EmployerRecords,
  documentIds: readonly string[],
): Promise<EmployerDocumentView[]> {
  const rows: EmployerDocumentRow[] = await tx.query(
    `select ${DOCUMENT_COLUMNS}, d.employment_id as "employmentId", d.sealed_title as "sealedTitle",
       d.agent_copy as "agentCopy", d.withdrawn_at is not null as withdrawn
     from unnest($2::uuid[]) with ordinality as named (id, n)
       join document d on d.id = named.id join employer e on e.id = d.employer_id
     where d.employer_id = $1 order by named.n`,
    [records.employerId, documentIds],
  );
  const people = await readPeople(
    tx,
    records,
    rows.map((row) => row.employmentId),
  );
  return rows.map((row) => {
    const person = people.get(row.employmentId);
    if (person === undefined) throw new Error('document of nobody');
    return {
      ...viewDocument(row),
      title: row.sealedTitle === null ? null : openEmployerTitle(records, row.id, row.sealedTitle),
      agent: { agentId: row.employmentId, ...person },
      agentCopy: row.agentCopy,
      withdrawn: row.withdrawn,
    };
  });
}
