import { stringify } from 'csv-stringify/sync';
import type { ItemView } from '../items/read-items';

const COLUMNS = [
  'item',
  'file',
  'firstPage',
  'lastPage',
  'pages',
  'payrollNumber',
  'familyName',
  'type',
  'period',
  'state',
  'code',
  'reason',
  'documentId',
  'duplicateOf',
  'claimedPayrollNumber',
  'externalId',
] as const satisfies readonly (keyof ItemView)[];

const BOM = '\uFEFF';

/** First lines of the report: a BOM, so that spreadsheets read UTF-8, and the header. */
export function reportHeader(): string {
  return `${BOM}${COLUMNS.join(';')}\n`;
}

/** Lines of the report, `;`-separated. A cell that a spreadsheet would run as a formula is neutralised. */
export function reportLines(items: readonly ItemView[]): string {
  return stringify([...items], { columns: [...COLUMNS], delimiter: ';', escape_formulas: true });
}
