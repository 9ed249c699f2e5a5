import { isUuid } from '../../../infra/ports/uuid';
import type { EmployerRecords } from '../../directory/employer-records';
import type { CorrectionReference } from '../../vaults/corrections';

/**
 * The sender's own name for a document, as later manifests look it up. It may hold
 * anything, so it is kept as a keyed index of its masked form; the text itself stands
 * sealed in the item's claim.
 */
export function externalKey(records: EmployerRecords, externalId: string | undefined): Buffer | null {
  const text = externalId?.trim().normalize('NFC');
  return text ? records.index('external-id', text) : null;
}

/** What a `corrects` cell names; NULL for an empty one. */
export function correctionReference(
  records: EmployerRecords,
  corrects: string | undefined,
): CorrectionReference | null {
  const key = externalKey(records, corrects);
  const text = corrects?.trim();
  return key === null ? null : { documentId: isUuid(text) ? text.toLowerCase() : null, externalKey: key };
}
