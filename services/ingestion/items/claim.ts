import type { EmployerRecords } from '../../directory/employer-records';
import { isNirShaped } from '../../directory/payroll-number';
import type { ManifestRow } from '../manifest/manifest-row';
import { maskNir, NIR_MASK } from '../nir';

/** What the sender says of one item, every NIR masked. Stored sealed: it holds names. */
export interface ItemClaim extends Omit<ManifestRow, 'number'> {
  /** Full path in the archive. */
  readonly file: string;
  /** Where the file's name is the claim: words of it that are neither matricule, period nor type. */
  readonly fileWords?: string;
  /** No way to read the file's name explains it: it claims nothing. */
  readonly layout?: 'unknown';
}

export interface ParsedClaim {
  readonly claim: ItemClaim;
  /** Why the item cannot be deposited whatever its file holds. */
  readonly flaw: 'nir-as-payroll-number' | 'over-limit' | null;
}

/** First parse of a manifest row: from here on no NIR exists in it. */
export function parseClaim(row: ManifestRow, maxFieldCharacters: number): ParsedClaim {
  const { number: _, ...cells } = row;
  const isNir = row.payrollNumber !== undefined && isNirShaped(row.payrollNumber);
  const tooLong = Object.values(cells).some((cell) => cell.length > maxFieldCharacters);
  const masked = Object.entries(cells).map(([name, cell]) => [
    name,
    name === 'payrollNumber' && isNir ? NIR_MASK : maskNir(cell.slice(0, maxFieldCharacters)),
  ]);
  return {
    claim: Object.fromEntries(masked),
    flaw: isNir ? 'nir-as-payroll-number' : tooLong ? 'over-limit' : null,
  };
}

export function sealClaim(records: EmployerRecords, itemId: string, claim: ItemClaim): Buffer {
  return records.seal('item-claim', itemId, JSON.stringify(claim));
}

/** Our own record, authenticated by its seal: its shape is trusted. */
export function openClaim(records: EmployerRecords, itemId: string, sealed: Buffer): ItemClaim {
  return JSON.parse(records.open('item-claim', itemId, sealed));
}

/** Joins a manifest row and an archive entry without storing the path in clear. */
export function fileKey(records: EmployerRecords, path: string): Buffer {
  return records.index('archive-path', path.normalize('NFC'));
}
