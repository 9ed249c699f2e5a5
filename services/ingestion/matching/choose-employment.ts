import { firstDayBefore, lastDayOf } from './calendar';
import type { Bearer, DirectoryView, KnownEmployment } from './directory-view';

export type Choice =
  | {
      readonly found: true;
      readonly employment: KnownEmployment;
      /** Re-used number, or an employment that ended long before the period. */
      readonly needsBirthDate: boolean;
    }
  | { readonly found: false; readonly code: 'unknown-payroll-number' | 'ambiguous-payroll-number' };

/**
 * The one employment a matricule names at a period: one that runs in that month
 * wins; else the only one that ended before it. One that starts later is none.
 */
export function chooseEmployment(
  directory: DirectoryView,
  source: string,
  payrollNumber: string,
  period: string,
  monthsWithoutBirthDate: number,
): Choice {
  const bearers = directory.bearersOf(source, payrollNumber);
  const begun = bearers.filter(({ span }) => span.from <= lastDayOf(period));
  const running = begun.filter(({ span }) => span.to === null || span.to >= `${period}-01`);
  const eligible = running.length > 0 ? running : begun;
  const [employment, ...others] = employmentsOf(eligible);
  if (!employment) return { found: false, code: 'unknown-payroll-number' };
  if (others.length > 0) return { found: false, code: 'ambiguous-payroll-number' };
  const longAgo = firstDayBefore(period, monthsWithoutBirthDate);
  const endedLongAgo = eligible.every(({ span }) => span.to !== null && span.to < longAgo);
  return { found: true, employment, needsBirthDate: endedLongAgo || employmentsOf(bearers).length > 1 };
}

function employmentsOf(bearers: readonly Bearer[]): KnownEmployment[] {
  return [...new Map(bearers.map(({ employment }) => [employment.employmentId, employment])).values()];
}
