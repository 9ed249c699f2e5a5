import { pipeline } from 'node:stream/promises';
import { type CsvError, type Info, parse } from 'csv-parse';
import { BatchFailure } from '../errors';
import { decodeUtf8 } from './decode-utf8';
import { type Column, columnOf, type ManifestRow, requireColumns } from './manifest-row';

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

function readHeader(header: string[]): (Column | false)[] {
  const columns = header.map((name) => columnOf(name) ?? false);
  requireColumns(new Set(columns.filter((column) => column !== false)));
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

function asFailure(error: unknown): unknown {
  if (error instanceof BatchFailure) return error;
  if (!isCsvError(error)) return error;
  return new BatchFailure('manifest-unreadable', `line ${String(error.lines ?? '?')}: ${error.code}`);
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
