import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../../directory/employer-records';
import type { SlipFields } from '../page-text/slip-fields';

/** What the document of an item was found to say, kept so that nobody need read it again to decide on it. */
export interface ItemReading {
  readonly fields: SlipFields;
  /** NULL for pages of a merged PDF, which are cut out when they are deposited. */
  readonly inputSha256: Buffer | null;
  /** Keyed digest of the page text; NULL where the text names nobody. */
  readonly textDigest: Buffer | null;
}

/** A page that says nothing: also that of a file which could not be read. */
export const SILENT_PAGE: SlipFields = {
  hasText: false,
  type: null,
  payrollNumbers: [],
  nirAtPayrollNumber: false,
  names: [],
  birthDates: [],
  periods: [],
  sirets: [],
  page: null,
  slipNumber: null,
};

const KIND = 'item-reading';

/** Keeps the readings of items on their rows, sealed: they hold names. */
export async function keepReadings(
  tx: EntityManager,
  records: EmployerRecords,
  items: readonly { readonly id: string; readonly reading: ItemReading }[],
): Promise<void> {
  if (items.length === 0) return;
  await tx.query(
    `update item i set sealed_reading = new.sealed from unnest($1::uuid[], $2::bytea[]) as new (id, sealed)
     where i.id = new.id`,
    [items.map(({ id }) => id), items.map(({ id, reading }) => sealReading(records, id, reading))],
  );
}

export function sealReading(records: EmployerRecords, itemId: string, reading: ItemReading): Buffer {
  const { fields, inputSha256, textDigest } = reading;
  const text = {
    fields,
    inputSha256: inputSha256?.toString('hex'),
    textDigest: textDigest?.toString('hex'),
  };
  return records.seal(KIND, itemId, JSON.stringify(text));
}

/** Our own record, authenticated by its seal: its shape is trusted. NULL where none was kept. */
export function openReading(
  records: EmployerRecords,
  itemId: string,
  sealed: Buffer | null,
): ItemReading | null {
  if (sealed === null) return null;
  const { fields, inputSha256, textDigest } = JSON.parse(records.open(KIND, itemId, sealed));
  return {
    fields,
    inputSha256: inputSha256 === undefined ? null : Buffer.from(inputSha256, 'hex'),
    textDigest: textDigest === undefined ? null : Buffer.from(textDigest, 'hex'),
  };
}
