import type { AgentFields } from './agents-csv';
import { type IsoDate, isIsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import type { PersonIdentity } from './identity-record';
import { isNirShaped, isPayrollNumber, normalisePayrollNumber } from './payroll-number';

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
  | 'email-invalid'
  | 'start-date-invalid'
  | 'end-date-invalid'
  | 'end-before-start'
  | 'channel-invalid'
  | 'notice-date-invalid'
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
  check(
    isIsoDate(fields.birthDate) && fields.birthDate >= EARLIEST_BIRTH && fields.birthDate < today,
    'birth-date-invalid',
  );
  check(fields.personalEmail === '' || isMailAddress(fields.personalEmail), 'email-invalid');
  const startHolds = isIsoDate(fields.startDate);
  const endHolds = fields.endDate === '' || isIsoDate(fields.endDate);
  check(startHolds, 'start-date-invalid');
  check(endHolds, 'end-date-invalid');
  if (startHolds && endHolds && fields.endDate !== '') {
    check(fields.endDate >= fields.startDate, 'end-before-start');
  }
  check(channel !== undefined, 'channel-invalid');
  check(fields.noticeDate === '' || isIsoDate(fields.noticeDate), 'notice-date-invalid');
  if (errors.length > 0 || channel === undefined) return { errors };
  return {
    row: {
      line,
      source: orNull(fields.source) ?? 'main',
      payrollNumber,
      identity: {
        familyName: fields.familyName,
        usageName: orNull(fields.usageName),
        givenName: fields.givenName,
        birthDate: fields.birthDate,
        email: orNull(fields.personalEmail),
      },
      startDate: fields.startDate,
      endDate: orNull(fields.endDate),
      channel,
      noticeDate: orNull(fields.noticeDate),
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
