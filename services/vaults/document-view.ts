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
  /** Names no person. */
  readonly fileName: string;
}

/** A document as its readers see it. */
export interface DocumentView extends DocumentFacts {
  /** The sender's, every NIR masked. */
  readonly title: string | null;
}

export interface DocumentRow extends Omit<DocumentFacts, 'sha256' | 'sealedAt' | 'depositedAt' | 'fileName'> {
  readonly sha256: Buffer;
  readonly sealedAt: Date | null;
  readonly depositedAt: Date;
}

/** Columns of a {@link DocumentRow}, from `document d join employer e`. */
export const DOCUMENT_COLUMNS = `d.id, d.employer_id as "employerId", e.name as "employerName", d.type, d.period,
  d.pages, d.sealed_size as size, d.sealed_sha256 as sha256, d.seal_level as "sealLevel",
  d.sealed_at as "sealedAt", d.deposited_at as "depositedAt"`;

export function viewDocument(row: DocumentRow): DocumentFacts {
  const { id, employerId, employerName, type, period, pages, size, sealLevel } = row;
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
    fileName: suggestFileName(row),
  };
}
