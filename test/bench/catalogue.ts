/** One figure of the bench: its name, its unit, what it should reach. */
export interface RowDefinition {
  readonly id: string;
  readonly unit: string;
  /** Empty: for orientation only. */
  readonly goal: string;
  /** False: the part of the product that it measures does not exist yet. */
  readonly built: boolean;
}

export type StoreKind = 'folder' | 's3';

/** Every figure, in the order in which they are printed. */
export const CATALOGUE: readonly RowDefinition[] = [
  { id: 'pipeline-over-bare', unit: 'ratio', goal: '≥ 0.5, stretch 0.7', built: true },
  { id: 'pipeline-items-per-second', unit: 'items/s', goal: '', built: true },
  { id: 'pipeline-over-bare-notext', unit: 'ratio', goal: '≥ 0.5, stretch 0.7', built: false },
  { id: 'pipeline-over-naive', unit: 'ratio', goal: '≥ 12 on folder, stretch 30', built: false },
  { id: 'seal-over-native', unit: 'ratio', goal: '≥ 0.6', built: true },
  { id: 'memory-growth-mib', unit: 'MiB', goal: '≤ 64', built: true },
  { id: 'small-behind-big', unit: 'ratio', goal: '≤ 10', built: false },
  { id: 'payroll-behind-backfill', unit: 'ratio', goal: '≤ 1.5', built: false },
  { id: 'merged-pages', unit: 'pages/s', goal: '≥ 200, stretch 500', built: false },
  { id: 'split-bytes', unit: 'ratio', goal: '≤ 1.5', built: true },
  { id: 'list-growth', unit: 'ratio', goal: '≤ 1.3', built: false },
  { id: 'download-over-bare', unit: 'ratio', goal: '≥ 0.4', built: false },
  { id: 'journal-append-growth', unit: 'ratio', goal: '≤ 1.2', built: false },
  { id: 'coldstart-seconds', unit: 's', goal: 'reported', built: true },
];
