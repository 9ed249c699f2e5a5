import { suggestFileName } from './file-name';
import type { DocumentType } from './tables';

/** What is known of a sealed document without opening anything. Never: whether or when anyone opened it. */
export interface DocumentFacts {
  readonly id: string;
  readonly employerId: string;
  readonly employerName: string;
  readonly type: DocumentType;
  readonly period: string;
  readonly pages: number;
  /** Bytes of the sealed file. */
  readonly size: number;
  /** Lower-case hex, of the sealed file. */
  readonly sha256: string;
  readonly sealLevel: string;
  readonly sealedAt: string | null;
  readonly depositedAt: string;
  /**
   * Of a payslip that replaces none: 1 for the first of its agent and month, 2 and more for
   * further ones, among those that the reader sees. NULL for anything else.
   */
  readonly slipNumber: number | null;
  /** Document that this one replaces, where the reader sees it. */
  readonly corrects: string | null;
  /** Its successor, where the reader sees it: this one stays, and is no longer the one that counts. */
  readonly replacedBy: { readonly id: string; readonly depositedAt: string } | null;
  /** Names no person. */
  readonly fileName: string;
}

/** A document as its readers see it. */
export interface DocumentView extends DocumentFacts {
  /** The sender's, every NIR masked. */
  readonly title: string | null;
}

export interface DocumentRow
  extends Omit<DocumentFacts, 'sha256' | 'sealedAt' | 'depositedAt' | 'fileName' | 'replacedBy'> {
  readonly successor: string | null;
  readonly replacedAt: Date | null;
  readonly sha256: Buffer;
  readonly sealedAt: Date | null;
  readonly depositedAt: Date;
}

/**
 * Columns of a {@link DocumentRow}, from `document d join employer e`. What they say of other
 * documents goes as far as row-level security lets the reader see: a correction that waits for
 * its publication is no successor to an agent yet.
 */
export const DOCUMENT_COLUMNS = `d.id, d.employer_id as "employerId", e.name as "employerName", d.type, d.period,
  d.pages, d.sealed_size as size, d.sealed_sha256 as sha256, d.seal_level as "sealLevel",
  d.sealed_at as "sealedAt", d.deposited_at as "depositedAt",
  case when d.type = 'payslip' and d.corrects is null then 1 + (
    select count(*)::int from document o
    where o.employment_id = d.employment_id and o.type = 'payslip' and o.period = d.period
      and o.state = 'deposited' and o.withdrawn_at is null and o.corrects is null
      and (o.deposited_at, o.id) < (d.deposited_at, d.id)) end as "slipNumber",
  (select p.id from document p where p.id = d.corrects) as corrects,
  (select s.id from document s
   where s.corrects = d.id and s.state = 'deposited' and s.withdrawn_at is null) as successor,
  (select s.deposited_at from document s
   where s.corrects = d.id and s.state = 'deposited' and s.withdrawn_at is null) as "replacedAt"`;

export function viewDocument(row: DocumentRow): DocumentFacts {
  const { id, employerId, employerName, type, period, pages, size, sealLevel, successor, replacedAt } = row;
  return {
    id,
    employerId,
    employerName,
    type,
    period,
    pages,
    size,
    sha256: row.sha256.toString('hex'),
    sealLevel,
    sealedAt: row.sealedAt?.toISOString() ?? null,
    depositedAt: row.depositedAt.toISOString(),
    slipNumber: row.slipNumber,
    corrects: row.corrects,
    replacedBy:
      successor === null || replacedAt === null
        ? null
        : { id: successor, depositedAt: replacedAt.toISOString() },
    fileName: suggestFileName(row),
  };
}
