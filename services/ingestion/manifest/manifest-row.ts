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
  /** Document that this one replaces: its id, or the `externalId` that it was sent with. */
  readonly corrects?: string;
}

export const COLUMNS = [
  'file',
  'payrollNumber',
  'familyName',
  'givenName',
  'birthDate',
  'type',
  'period',
  'title',
  'externalId',
  'corrects',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Without these a row routes nothing. The others are signals and echoes that a sender may not have. */
const REQUIRED: readonly Column[] = ['file', 'payrollNumber', 'type', 'period'];

const BY_NAME = new Map<string, Column>(COLUMNS.map((column) => [column.toLowerCase(), column]));

/** The column that a header, a key, an element or an attribute names, in any case and joint; null for another. */
export function columnOf(name: string): Column | null {
  return BY_NAME.get(name.replace(/[\s_-]/gu, '').toLowerCase()) ?? null;
}

/** @throws BatchFailure `manifest-columns` */
export function requireColumns(given: { has(column: Column): boolean }): void {
  const missing = REQUIRED.filter((column) => !given.has(column));
  if (missing.length > 0) throw new BatchFailure('manifest-columns', `missing: ${missing.join(', ')}`);
}
