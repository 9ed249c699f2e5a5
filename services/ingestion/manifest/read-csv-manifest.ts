import { pipeline } from 'node:stream/promises';
import { type CsvError, type Info, parse } from 'csv-parse';
import { BatchFailure } from '../errors';

/** One row: what the sender claims of one file. Empty cells are absent. */
export interface ManifestRow {
  /** 1-based, the header not counted. */
  readonly number: number;
  readonly file: string;
  readonly payrollNumber?: string;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly birthDate?: string;
  readonly type?: string;
  readonly period?: string;
  readonly title?: string;
  readonly externalId?: string;
}

const COLUMNS = [
  'file',
  'payrollNumber',
  'familyName',
  'givenName',
  'birthDate',
  'type',
  'period',
  'title',
  'externalId',
] as const;
type Column = (typeof COLUMNS)[number];

/** Without these a row routes nothing. The others are signals and echoes that a sender may not have. */
const REQUIRED: readonly Column[] = ['file', 'payrollNumber', 'type', 'period'];

const MAX_RECORD_BYTES = 64 * 1024;

/**
 * Streams `manifest.csv`: UTF-8 with or without BOM, `;` or `,` (the header
 * line tells), LF or CRLF, quotes per RFC 4180. `onRows` is awaited, so that a
 * manifest of any length takes the memory of one group.
 *
 * @throws BatchFailure `manifest-encoding`, `manifest-columns`, `manifest-unreadable`
 */
export async function readCsvManifest(
  content: AsyncIterable<Buffer>,
  groupSize: number,
  onRows: (rows: ManifestRow[]) => Promise<void>,
): Promise<void> {
  const { text, delimiter } = await peekDialect(content);
  let hasHeader = false;
  const parser = parse({
    columns: (header: string[]) => {
      hasHeader = true;
      return readHeader(header);
    },
    delimiter,
    info: true,
    max_record_size: MAX_RECORD_BYTES,
    relax_column_count: false,
    skip_empty_lines: true,
    trim: true,
  });
  let group: ManifestRow[] = [];
  const consume = async (records: AsyncIterable<{ record: Record<string, string>; info: Info }>) => {
    for await (const { record, info } of records) {
      group.push(toRow(record, info.records));
      if (group.length < groupSize) continue;
      await onRows(group);
      group = [];
    }
  };
  try {
    await pipeline(text, parser, consume);
  } catch (error) {
    throw asFailure(error);
  }
  if (!hasHeader) readHeader([]);
  if (group.length > 0) await onRows(group);
}

function readHeader(header: string[]): (string | false)[] {
  const known = new Map<string, Column>(COLUMNS.map((column) => [column.toLowerCase(), column]));
  const columns = header.map((name) => known.get(name.trim().toLowerCase()) ?? false);
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new BatchFailure('manifest-columns', `missing: ${missing.join(', ')}`);
  const repeated = columns.find((column, at) => column !== false && columns.indexOf(column) !== at);
  if (repeated) throw new BatchFailure('manifest-columns', `twice: ${repeated}`);
  return columns;
}

function toRow(record: Record<string, string>, number: number): ManifestRow {
  const cells = Object.entries(record).filter(([, value]) => value !== '');
  return { file: '', ...Object.fromEntries(cells), number };
}

/**
 * The header line tells the separator: no column name holds either, while titles
 * and names further down may hold both.
 */
async function peekDialect(
  content: AsyncIterable<Buffer>,
): Promise<{ text: AsyncIterable<string>; delimiter: string }> {
  const decoded = decodeUtf8(content);
  let head = '';
  while (!head.includes('\n') && head.length < MAX_RECORD_BYTES) {
    const next = await decoded.next();
    if (next.done) break;
    head += next.value;
  }
  const header = head.split('\n', 1)[0] ?? '';
  async function* text() {
    yield head;
    yield* decoded;
  }
  return { text: text(), delimiter: header.includes(';') ? ';' : ',' };
}

/** Refuses bytes that are not UTF-8 instead of reading Latin-1 names as something else; drops a BOM. */
async function* decodeUtf8(content: AsyncIterable<Buffer>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of content) yield decode(() => decoder.decode(chunk, { stream: true }));
  yield decode(() => decoder.decode());
}

function decode(run: () => string): string {
  try {
    return run();
  } catch (cause) {
    throw new BatchFailure('manifest-encoding', 'not UTF-8', { cause });
  }
}

function asFailure(error: unknown): unknown {
  if (error instanceof BatchFailure) return error;
  if (!isCsvError(error)) return error;
  return new BatchFailure('manifest-unreadable', `line ${String(error.lines ?? '?')}: ${error.code}`);
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
