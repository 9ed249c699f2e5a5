import type { AgentsImportReport } from '../../../api/schema';

/** Rows, not faults: one row may have several. */
export function refusedCount({ rows, created, updated, unchanged, ignored }: AgentsImportReport): number {
  return rows - created - updated - unchanged - ignored;
}
