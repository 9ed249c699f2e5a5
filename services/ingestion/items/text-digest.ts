import type { EmployerRecords } from '../../directory/employer-records';
import type { SlipFields } from '../page-text/slip-fields';

/**
 * What of a document's text is compared. Keyed: a plain hash would let who holds the
 * database and a blank slip guess the amounts on it. NULL for a text that names nobody,
 * which is never "the same text": two blank forms are two documents.
 */
export function textDigest(
  records: EmployerRecords,
  fields: SlipFields,
  textSha256: Buffer | null,
): Buffer | null {
  const namesSomebody = fields.payrollNumbers.length > 0 || fields.names.length > 0;
  return namesSomebody && textSha256 !== null ? records.index('page-text', textSha256.toString('hex')) : null;
}
