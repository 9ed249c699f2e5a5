import type { PageFault } from './page-reading';

/** Why pages wait for a person although they are one item. */
export interface SplitFlaw {
  readonly state: 'quarantined' | 'rejected';
  readonly code:
    | PageFault
    | 'unassigned-page'
    | 'pages-unclear'
    | 'layout-unknown'
    | 'document-disagrees'
    | 'page-range-invalid'
    | 'nir-as-payroll-number'
    | 'over-limit';
  readonly reason: string;
}

/** A slip to be: its pages in reading order. */
export interface PlannedSlip {
  readonly pages: readonly number[];
  /** NULL: to be matched. */
  readonly flaw: SplitFlaw | null;
}

/** A page that is in no item, and the rule that says so. */
export interface IgnoredPage {
  readonly page: number;
  readonly rule: 'blank' | 'cover';
}

/** Every page of the file is in exactly one slip or ignored. */
export interface SplitPlan {
  readonly slips: readonly PlannedSlip[];
  readonly ignored: readonly IgnoredPage[];
}

export function quarantine(
  code: Exclude<SplitFlaw['code'], 'page-range-invalid'>,
  reason: string,
): SplitFlaw {
  return { state: 'quarantined', code, reason };
}
