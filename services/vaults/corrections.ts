import type { EntityManager } from 'typeorm';
import type { DocumentType } from './tables';

/** Why a document does not replace the one that it names. */
export const CORRECTION_FAULTS = [
  /** Nothing of this name was deposited here, or not yet. */
  'correction-unknown',
  /** Several payslips of the agent and month bear the name. */
  'correction-ambiguous',
  /** It names another agent's document. */
  'correction-other-agent',
  'correction-other-period',
  /** Certificates and decisions are never replaced, and replace nothing. */
  'correction-not-payslip',
  'correction-withdrawn',
  /** Another document has replaced it already: that one is to be corrected. */
  'correction-replaced',
] as const;
export type CorrectionFault = (typeof CORRECTION_FAULTS)[number];

/** What a sender named: the text as a document's id where it has that form, and as an `externalId` always. */
export interface CorrectionReference {
  readonly documentId: string | null;
  /** Keyed index of the text. */
  readonly externalKey: Buffer;
}

/** A deposited document that a reference may mean. */
export interface CorrectableDocument {
  readonly id: string;
  readonly externalKey: Buffer | null;
  readonly employmentId: string;
  readonly type: DocumentType;
  readonly period: string;
  readonly withdrawn: boolean;
  /** Has a successor already, deposited or reserved. */
  readonly replaced: boolean;
}

export interface CorrectionTarget {
  readonly employmentId: string;
  readonly type: DocumentType;
  readonly period: string;
}

export type CorrectionAnswer =
  | { readonly predecessor: string }
  | { readonly fault: CorrectionFault; readonly documentId: string | null };

/**
 * Everything that these references may mean in the employer's vault. Only what is
 * deposited: a document of the same batch, or of one still under way, is not there yet,
 * so two rows of one manifest can never replace each other.
 */
export async function findCorrectable(
  tx: EntityManager,
  employerId: string,
  references: readonly CorrectionReference[],
): Promise<CorrectableDocument[]> {
  if (references.length === 0) return [];
  return tx.query(
    `select d.id, d.external_key as "externalKey", d.employment_id as "employmentId", d.type, d.period,
       d.withdrawn_at is not null as withdrawn,
       exists (select 1 from document s where s.corrects = d.id and s.withdrawn_at is null) as replaced
     from document d
     where d.employer_id = $1 and d.state = 'deposited'
       and (d.id = any ($2::uuid[]) or d.external_key = any ($3::bytea[]))
     order by d.id`,
    [
      employerId,
      references.flatMap(({ documentId }) => documentId ?? []),
      references.map(({ externalKey }) => externalKey),
    ],
  );
}

/** Those among `documents` that the reference names. */
export function namedBy(
  { documentId, externalKey }: CorrectionReference,
  documents: readonly CorrectableDocument[],
): CorrectableDocument[] {
  return documents.filter(
    (document) => document.id === documentId || document.externalKey?.equals(externalKey) === true,
  );
}

/**
 * The one document that `target` may replace among those named. An `externalId` need
 * not be unique: only payslips of the same agent and month are looked at, and of a chain
 * of corrections its end. What is named but cannot be meant says why.
 */
export function chooseCorrected(
  target: CorrectionTarget,
  named: readonly CorrectableDocument[],
): CorrectionAnswer {
  const fault = (code: CorrectionFault, of: readonly CorrectableDocument[] = []): CorrectionAnswer => ({
    fault: code,
    documentId: of.length === 1 ? (of[0]?.id ?? null) : null,
  });
  if (target.type !== 'payslip') return fault('correction-not-payslip', named);
  if (named.length === 0) return fault('correction-unknown');
  const own = named.filter(({ employmentId }) => employmentId === target.employmentId);
  if (own.length === 0) return fault('correction-other-agent', named);
  const slips = own.filter(({ type }) => type === 'payslip');
  if (slips.length === 0) return fault('correction-not-payslip', own);
  const ofMonth = slips.filter(({ period }) => period === target.period);
  if (ofMonth.length === 0) return fault('correction-other-period', slips);
  const kept = ofMonth.filter(({ withdrawn }) => !withdrawn);
  if (kept.length === 0) return fault('correction-withdrawn', ofMonth);
  const current = kept.filter(({ replaced }) => !replaced);
  const [only] = current;
  if (only === undefined) return fault('correction-replaced', kept);
  return current.length === 1 ? { predecessor: only.id } : fault('correction-ambiguous');
}
