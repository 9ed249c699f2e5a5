import { foldName } from '../../directory/fold-name';
import { normalisePayrollNumber } from '../../directory/payroll-number';

/** A matricule over the time it was borne. Days `YYYY-MM-DD`, both included; null = still borne. */
export interface PayrollNumberSpan {
  readonly source: string;
  readonly number: string;
  readonly from: string;
  readonly to: string | null;
}

/** An employment as its employer knows it: what the directory's `findCandidates` answers. Personal data. */
export interface KnownEmployment {
  readonly employmentId: string;
  /** The birth name. */
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly payrollNumbers: readonly PayrollNumberSpan[];
}

export interface Bearer {
  readonly employment: KnownEmployment;
  readonly span: PayrollNumberSpan;
}

/**
 * What the directory knows of one employer, preloaded for the items at hand:
 * every employment, past ones included, that bears a number of
 * `numbersToLookUp`, and every one that shares a folded birth or usage name
 * with those or with `namesToLookUp`. An employment left out is a homonym not
 * seen: loading too little can misroute, loading too much cannot.
 */
export interface DirectoryView {
  /** All who ever bore the number in this payroll source. */
  bearersOf(source: string, payrollNumber: string): readonly Bearer[];
  /** All with this birth or usage name, given by its fold. */
  bearingName(foldedName: string): readonly KnownEmployment[];
}

export function createDirectoryView(employments: Iterable<KnownEmployment>): DirectoryView {
  const byNumber = new Map<string, Bearer[]>();
  const byName = new Map<string, KnownEmployment[]>();
  for (const employment of employments) {
    for (const span of employment.payrollNumbers) {
      push(byNumber, numberKey(span.source, span.number), { employment, span });
    }
    for (const name of foldedNamesOf(employment)) push(byName, name, employment);
  }
  return {
    bearersOf: (source, payrollNumber) => byNumber.get(numberKey(source, payrollNumber)) ?? [],
    bearingName: (foldedName) => byName.get(foldedName) ?? [],
  };
}

/** Folded birth name and usage name, without repetition. */
export function foldedNamesOf({ familyName, usageName }: KnownEmployment): string[] {
  return [...new Set([familyName, usageName ?? ''].map(foldName))].filter((name) => name !== '');
}

function numberKey(source: string, payrollNumber: string): string {
  return JSON.stringify([source, normalisePayrollNumber(payrollNumber)]);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
