import { parse } from 'csv-parse/sync';
import { BatchFailure } from '../errors';
import { columnOf, type Column as ManifestColumn, type ManifestRow } from '../manifest/manifest-row';
import type { IndexRange } from './plan-by-index';

/** One row of `index.csv`: pages, and what the sender claims of them. */
export interface IndexRow extends IndexRange {
  readonly claim: ManifestRow;
}

const RANGE = ['firstPage', 'lastPage'] as const;
type Column = (typeof RANGE)[number] | Exclude<ManifestColumn, 'file'>;
const REQUIRED: readonly Column[] = [...RANGE, 'payrollNumber', 'type', 'period'];

const MAX_RECORD_BYTES = 64 * 1024;

/**
 * Reads `index.csv` as a manifest is read: UTF-8 with or without BOM, `;` or `,`,
 * LF or CRLF, quotes per RFC 4180; with `firstPage` and `lastPage` in place of `file`.
 *
 * @throws BatchFailure `manifest-encoding`, `manifest-columns`, `manifest-unreadable`, `manifest-over-limit`
 */
export function readIndex(content: Buffer, maxRows: number): IndexRow[] {
  const text = decode(content);
  const header = text.split('\n', 1)[0] ?? '';
  let records: Partial<Record<Column, string>>[];
  let hasHeader = false;
  try {
    records = parse(text, {
      columns: (names: string[]) => {
        hasHeader = true;
        return readHeader(names);
      },
      delimiter: header.includes(';') ? ';' : ',',
      max_record_size: MAX_RECORD_BYTES,
      skip_empty_lines: true,
      to: maxRows + 1,
      trim: true,
    });
  } catch (error) {
    if (error instanceof BatchFailure) throw error;
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BatchFailure('manifest-unreadable', `index.csv: ${String(error.code)}`);
  }
  if (!hasHeader) readHeader([]);
  if (records.length > maxRows) throw new BatchFailure('manifest-over-limit', `more than ${maxRows} rows`);
  return records.map(({ firstPage = '', lastPage = '', ...cells }, at) => {
    const said = Object.entries(cells).filter(([, cell]) => cell !== '');
    return { firstPage, lastPage, claim: { file: '', ...Object.fromEntries(said), number: at + 1 } };
  });
}

function readHeader(header: readonly string[]): (Column | false)[] {
  const columns = header.map(columnOfIndex);
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new BatchFailure('manifest-columns', `index.csv misses: ${missing.join(', ')}`);
  }
  const repeated = columns.find((column, at) => column !== false && columns.indexOf(column) !== at);
  if (repeated) throw new BatchFailure('manifest-columns', `index.csv holds twice: ${repeated}`);
  return columns;
}

function columnOfIndex(name: string): Column | false {
  const range = RANGE.find((column) => column.toLowerCase() === name.replace(/[\s_-]/gu, '').toLowerCase());
  const claimed = columnOf(name);
  return range ?? (claimed === null || claimed === 'file' ? false : claimed);
}

/** Refuses bytes that are not UTF-8 instead of reading Latin-1 names as something else. */
function decode(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (cause) {
    throw new BatchFailure('manifest-encoding', 'index.csv is not UTF-8', { cause });
  }
}
