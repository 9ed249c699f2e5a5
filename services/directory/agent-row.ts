import type { AgentFields } from './agents-csv';
import type { IsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import type { PersonIdentity } from './identity-record';
import { isNirShaped, isPayrollNumber, normalisePayrollNumber } from './payroll-number';
import { readDay } from './read-day';

/** One row of an agents' file, understood. */
export interface AgentRow {
  readonly line: number;
  readonly source: string;
  readonly payrollNumber: string;
  readonly identity: PersonIdentity;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate | null;
  /** NULL: the file does not say, what is known stays. */
  readonly channel: Channel | null;
  readonly noticeDate: IsoDate | null;
}

/** Why a row was not imported. */
export type AgentRowErrorCode =
  | 'row-malformed'
  | 'siret-invalid'
  | 'payroll-number-missing'
  | 'payroll-number-invalid'
  | 'nir-as-payroll-number'
  | 'source-invalid'
  | 'family-name-invalid'
  | 'usage-name-invalid'
  | 'given-name-invalid'
  | 'birth-date-invalid'
  | 'birth-date-short-year'
  | 'email-invalid'
  | 'start-date-invalid'
  | 'start-date-short-year'
  | 'end-date-invalid'
  | 'end-date-short-year'
  | 'end-before-start'
  | 'channel-invalid'
  | 'notice-date-invalid'
  | 'notice-date-short-year'
  /** The same source, matricule and start date stand on an earlier row. */
  | 'duplicate-row'
  /** Another employment holds this matricule on a day that this row claims. */
  | 'payroll-number-overlap'
  /** An update that changes birth name and birth date at once would hand a vault to someone else. */
  | 'other-person'
  /** The agent has activated: an import changes neither their birth name nor their birth date. */
  | 'identity-locked';

export interface AgentRowError {
  readonly line: number;
  readonly code: AgentRowErrorCode;
}

const EARLIEST_BIRTH = '1900-01-01';

/** @param today a birth date lies before it */
export function readAgentRow(
  line: number,
  fields: AgentFields,
  today: IsoDate,
): { readonly row: AgentRow } | { readonly errors: AgentRowErrorCode[] } {
  const payrollNumber = normalisePayrollNumber(fields.payrollNumber);
  const channel = readChannel(fields.channel);
  const errors: AgentRowErrorCode[] = [];
  const check = (holds: boolean, code: AgentRowErrorCode): void => {
    if (!holds) errors.push(code);
  };
  const readDate = (of: 'birth' | 'start' | 'end' | 'notice', text: string): IsoDate | null => {
    const read = readDay(text);
    if ('day' in read) return read.day;
    errors.push(`${of}-date-${read.flaw}`);
    return null;
  };
  const readOptionalDate = (of: 'end' | 'notice', text: string): IsoDate | null =>
    text === '' ? null : readDate(of, text);
  if (payrollNumber === '') errors.push('payroll-number-missing');
  else if (isNirShaped(payrollNumber)) errors.push('nir-as-payroll-number');
  else check(isPayrollNumber(payrollNumber), 'payroll-number-invalid');
  check(
    fields.source === '' || (/^[\w.-]{1,40}$/.test(fields.source) && !isNirShaped(fields.source)),
    'source-invalid',
  );
  check(isName(fields.familyName), 'family-name-invalid');
  check(fields.usageName === '' || isName(fields.usageName), 'usage-name-invalid');
  check(isName(fields.givenName), 'given-name-invalid');
  const birthDate = readDate('birth', fields.birthDate);
  if (birthDate !== null) check(birthDate >= EARLIEST_BIRTH && birthDate < today, 'birth-date-invalid');
  check(fields.personalEmail === '' || isMailAddress(fields.personalEmail), 'email-invalid');
  const startDate = readDate('start', fields.startDate);
  const endDate = readOptionalDate('end', fields.endDate);
  if (startDate !== null && endDate !== null) check(endDate >= startDate, 'end-before-start');
  check(channel !== undefined, 'channel-invalid');
  const noticeDate = readOptionalDate('notice', fields.noticeDate);
  if (errors.length > 0 || channel === undefined || birthDate === null || startDate === null) {
    return { errors };
  }
  return {
    row: {
      line,
      source: orNull(fields.source) ?? 'main',
      payrollNumber,
      identity: {
        familyName: fields.familyName,
        usageName: orNull(fields.usageName),
        givenName: fields.givenName,
        birthDate,
        email: orNull(fields.personalEmail),
      },
      startDate,
      endDate,
      channel,
      noticeDate,
    },
  };
}

/** A mail address that can be written to; whether anyone reads it is not known here. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;\p{C}]+@[^\s@<>,;\p{C}]+\.[^\s@<>,;\p{C}]+$/u.test(text);
}

/** Names have no digits: a number among them is a shifted column, perhaps a social security number. */
function isName(text: string): boolean {
  return text.length <= 100 && /\p{L}/u.test(text) && !/[\p{N}\p{C}]/u.test(text);
}

/** NULL: not said. Undefined: not understood. */
function readChannel(text: string): Channel | null | undefined {
  if (text === '') return null;
  return text === 'unset' || text === 'electronic' || text === 'paper' ? text : undefined;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
