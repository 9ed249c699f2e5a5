import { z } from 'zod';
import { DirectoryError } from './errors';

const years = z.int().min(1).max(100);

/**
 * What an employer may set, with the default of law or practice and its source.
 * Rows hold what was chosen; reading fills in the defaults of this list.
 */
export const employerSettingsSchema = z.strictObject({
  /** Months from a notice to the first electronic payslip (Labour code D3243-7: one month). */
  noticeMonths: z.int().min(1).max(12).default(1),
  /** Agents who have not activated stand on a separate print list (practice, no rule of law). */
  printUntilActivated: z.boolean().default(true),
  /**
   * Years for which the employer's copy is locked. Payslip: 5 (Labour code
   * L3243-4); certificate: 5 (limitation of claims about pay, L3245-1);
   * decision: 50 and other: 10 (practice; the archives' retention schedule of
   * the employer decides, Code du patrimoine L212-2).
   */
  retentionYears: z
    .strictObject({
      payslip: years.default(5),
      certificate: years.default(5),
      decision: years.default(50),
      other: years.default(10),
    })
    .prefault({}),
  /**
   * Types whose documents may be routed by the manifest where no page can be
   * read. Empty: none (a payslip in the wrong vault is the worst event); using
   * it is journaled.
   */
  manifestOnlyTypes: z.array(z.enum(['payslip', 'certificate', 'decision', 'other'])).default([]),
  /** Months after the end of an employment from which its matricule alone names nobody: the birth date too. */
  endedNumberMonths: z.int().min(0).max(120).default(12),
  /** What one employer may have under way, so that none stands in the way of the others (practice). */
  quotas: z
    .strictObject({
      /** Batches that have not ended. */
      openBatches: z.int().min(1).max(1_000_000).default(1_000),
      /** Of these batches, as sent. */
      stagedMebibytes: z.int().min(1).max(100_000_000).default(51_200),
      /** Items of batches submitted on one day. */
      itemsPerDay: z.int().min(1).max(100_000_000).default(1_000_000),
    })
    .prefault({}),
  /**
   * A batch of which more than this share would be further slips (other content beside a
   * payslip of the same agent and month) waits until somebody confirms it: it looks like a
   * month sent again. One alone never does, whatever its share of a small batch: below
   * `minimum` nothing waits. Practice, no rule of law: contract of the push, "States"
   * (`further-slips-to-confirm`).
   */
  furtherSlips: z
    .strictObject({
      sharePercent: z.number().min(0).max(100).default(20),
      minimum: z.int().min(1).max(1_000_000).default(2),
    })
    .prefault({}),
});

export type EmployerSettings = z.output<typeof employerSettingsSchema>;
export type EmployerSettingsInput = z.input<typeof employerSettingsSchema>;

/** @throws {@link DirectoryError} `settings-invalid` */
export function parseSettings(chosen: unknown): EmployerSettings {
  const parsed = employerSettingsSchema.safeParse(chosen);
  if (!parsed.success) throw new DirectoryError('settings-invalid');
  return parsed.data;
}
