/** Columns of the agents' file, as the API names them, in the order of the template. */
export const REQUIRED_COLUMNS = [
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
export const OPTIONAL_COLUMNS = ['source', 'channel', 'noticeDate'] as const;

export type ColumnName = (typeof REQUIRED_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];

export const COLUMNS: readonly ColumnName[] = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];

/** The column exists in every file, and a row may say nothing there. */
export const MAY_BE_EMPTY: ReadonlySet<ColumnName> = new Set<ColumnName>([
  'usageName',
  'personalEmail',
  'endDate',
]);

export function isColumn(name: string): name is ColumnName {
  return COLUMNS.some((column) => column === name);
}

export const EXAMPLES: Readonly<Record<ColumnName, string>> = {
  employerSiret: '21990041200012',
  payrollNumber: '00417',
  familyName: 'Lefèvre',
  usageName: 'Lefèvre-Martin',
  givenName: 'Océane',
  birthDate: '27/10/1985',
  personalEmail: 'oceane@exemple.fr',
  startDate: '01/04/2016',
  endDate: '31/12/2026',
  source: 'main',
  channel: 'electronic, paper, unset',
  noticeDate: '01/01/2026',
};

/** Where a row's error stands: what to look at, and what to correct. */
const COLUMNS_OF_CODE: Readonly<Record<string, readonly ColumnName[]>> = {
  'siret-invalid': ['employerSiret'],
  'payroll-number-missing': ['payrollNumber'],
  'payroll-number-invalid': ['payrollNumber'],
  'nir-as-payroll-number': ['payrollNumber'],
  'source-invalid': ['source'],
  'family-name-invalid': ['familyName'],
  'usage-name-invalid': ['usageName'],
  'given-name-invalid': ['givenName'],
  'birth-date-invalid': ['birthDate'],
  'birth-date-short-year': ['birthDate'],
  'email-invalid': ['personalEmail'],
  'start-date-invalid': ['startDate'],
  'start-date-short-year': ['startDate'],
  'end-date-invalid': ['endDate'],
  'end-date-short-year': ['endDate'],
  'end-before-start': ['startDate', 'endDate'],
  'channel-invalid': ['channel'],
  'notice-date-invalid': ['noticeDate'],
  'notice-date-short-year': ['noticeDate'],
  'duplicate-row': ['payrollNumber', 'startDate'],
  'payroll-number-overlap': ['payrollNumber', 'startDate', 'endDate'],
  'other-person': ['familyName', 'givenName', 'birthDate'],
  'identity-locked': ['familyName', 'givenName', 'birthDate'],
};

/** None: the row as a whole. */
export function columnsOf(code: string): readonly ColumnName[] {
  return Object.hasOwn(COLUMNS_OF_CODE, code) ? (COLUMNS_OF_CODE[code] ?? []) : [];
}

const NIR = /^\d{5}(\d{2}|2[AB])\d{6}(\d{2})?$/i;

/** A social security number is shown nowhere, in whichever column it slipped, not even to who typed it. */
export function mayShow(value: string): boolean {
  return !NIR.test(value.normalize('NFKC').replaceAll(/[\p{Z}\s\p{Pd}./_]+/gu, ''));
}
