import { TextDecoder } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import { DirectoryError } from './errors';

const REQUIRED = [
  'employerSiret',
  'payrollNumber',
  'familyName',
  'usageName',
  'givenName',
  'birthDate',
  'personalEmail',
  'startDate',
  'endDate',
] as const;
const OPTIONAL = ['source', 'channel', 'noticeDate'] as const;
const KNOWN: readonly string[] = [...REQUIRED, ...OPTIONAL];

/** Fields of one row as text, trimmed; '' where the file says nothing. */
export type AgentFields = Readonly<Record<(typeof REQUIRED)[number] | (typeof OPTIONAL)[number], string>>;

export interface AgentCsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  /** NULL: the row has not as many fields as the head. */
  readonly fields: AgentFields | null;
}

export interface CsvLimits {
  readonly maxBytes: number;
  readonly maxRows: number;
}

/**
 * Reads an agents' file: UTF-8 (BOM tolerated), `;` or `,`, LF or CRLF, quotes
 * as in RFC 4180, columns in any order, unknown ones ignored. Hostile input.
 *
 * @throws {@link DirectoryError} `over-limit`, `not-utf8`, `csv-empty`, `column-missing`,
 *   `column-twice`, `csv-malformed` (with its line)
 */
export async function* readAgentsCsv(content: Buffer, limits: CsvLimits): AsyncGenerator<AgentCsvRow> {
  if (content.length > limits.maxBytes) throw new DirectoryError('over-limit');
  const text = decodeUtf8(content);
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  if (firstLine.trim() === '') throw new DirectoryError('csv-empty');
  const parser = parse(text, {
    // No column's name holds either character, so the head tells which it is.
    delimiter: firstLine.includes(';') ? ';' : ',',
    record_delimiter: ['\r\n', '\n'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 65_536,
  });
  let positions: Map<string, number> | undefined;
  let width = 0;
  let rows = 0;
  try {
    for await (const parsed of parser) {
      const { record, info }: { record: string[]; info: { lines: number } } = parsed;
      if (positions === undefined) {
        positions = readHead(record);
        width = record.length;
        continue;
      }
      rows += 1;
      if (rows > limits.maxRows) throw new DirectoryError('over-limit');
      yield {
        line: info.lines - countNewlines(record),
        fields: record.length === width ? pickFields(record, positions) : null,
      };
    }
  } catch (error) {
    // The parser's own message quotes the file: neither it nor the error goes on.
    if (error instanceof CsvError) {
      throw new DirectoryError('csv-malformed', typeof error.lines === 'number' ? { line: error.lines } : {});
    }
    throw error;
  }
}

function decodeUtf8(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new DirectoryError('not-utf8');
  }
}

function readHead(names: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>();
  const twice: string[] = [];
  names.forEach((raw, position) => {
    const name = raw.trim();
    if (!KNOWN.includes(name)) return;
    if (positions.has(name)) twice.push(name);
    positions.set(name, position);
  });
  if (twice.length > 0) throw new DirectoryError('column-twice', { columns: twice });
  const missing = REQUIRED.filter((name) => !positions.has(name));
  if (missing.length > 0) throw new DirectoryError('column-missing', { columns: missing });
  return positions;
}

function pickFields(record: readonly string[], positions: ReadonlyMap<string, number>): AgentFields {
  const field = (name: keyof AgentFields): string => {
    const position = positions.get(name);
    return position === undefined ? '' : (record[position] ?? '').trim().normalize('NFC');
  };
  return {
    employerSiret: field('employerSiret'),
    payrollNumber: field('payrollNumber'),
    familyName: field('familyName'),
    usageName: field('usageName'),
    givenName: field('givenName'),
    birthDate: field('birthDate'),
    personalEmail: field('personalEmail'),
    startDate: field('startDate'),
    endDate: field('endDate'),
    source: field('source'),
    channel: field('channel'),
    noticeDate: field('noticeDate'),
  };
}

function countNewlines(record: readonly string[]): number {
  return record.reduce((sum, field) => sum + (field.split('\n').length - 1), 0);
}
