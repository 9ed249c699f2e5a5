import type { EntityManager } from 'typeorm';
import type { DocumentType } from '../../vaults/tables';
import type { ItemReading } from './item-reading';

/** Who has the same bytes or text already, over the employer's whole vault. */
export interface SameContent {
  /** The agent chosen has it, of the same type and month. */
  readonly chosenHasIt: boolean;
  /** A document of another agent that is the same. */
  readonly otherDocument: string | null;
}

/** A first look, for an answer at once: what counts is the reservation that follows. */
export async function findSameContent(
  tx: EntityManager,
  employerId: string,
  reading: ItemReading | null,
  chosen: { readonly employmentId: string; readonly type: DocumentType; readonly period: string },
): Promise<SameContent> {
  if (reading === null) return { chosenHasIt: false, otherDocument: null };
  const rows: { employmentId: string; type: string; period: string; documentId: string }[] = await tx.query(
    `select employment_id as "employmentId", type, period, document_id as "documentId" from content_key
     where employer_id = $1 and ((kind = 'bytes' and digest = $2) or (kind = 'text' and digest = $3))`,
    [employerId, reading.inputSha256, reading.textDigest],
  );
  return {
    chosenHasIt: rows.some(
      (row) =>
        row.employmentId === chosen.employmentId && row.type === chosen.type && row.period === chosen.period,
    ),
    otherDocument: rows.find((row) => row.employmentId !== chosen.employmentId)?.documentId ?? null,
  };
}
