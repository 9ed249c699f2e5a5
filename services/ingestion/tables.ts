import { Column, Entity, PrimaryColumn } from 'typeorm';

export const BATCH_KINDS = ['payroll', 'backfill', 'hr'] as const;
export const BATCH_FORMATS = ['zip'] as const;
export type BatchState =
  | 'open'
  | 'submitted'
  | 'expanding'
  | 'matching'
  | 'depositing'
  | 'completed'
  | 'failed';
export const ITEM_STATES = [
  'pending',
  'deposited',
  'duplicate',
  'quarantined',
  'rejected',
  'to-print',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

const bigintAsNumber = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};

@Entity({ name: 'batch' })
export class Batch {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'employer_id' }) employerId!: string;
  /** As shown, every NIR masked. */
  @Column('text') reference!: string;
  @Column('bytea', { name: 'reference_key' }) referenceKey!: Buffer;
  @Column('text') kind!: (typeof BATCH_KINDS)[number];
  @Column('text') format!: (typeof BATCH_FORMATS)[number];
  /** `YYYY-MM` */
  @Column('text') period!: string;
  /** Payroll the matricules belong to: the same number may exist in two. Every NIR masked. */
  @Column('text') source!: string;
  @Column('text') state!: BatchState;
  @Column('text', { name: 'failure_code', nullable: true }) failureCode!: string | null;
  @Column('text', { name: 'failure_detail', nullable: true }) failureDetail!: string | null;
  /** Accounts that opened, sent or submitted it. */
  @Column('uuid', { name: 'handled_by', array: true }) handledBy!: string[];
  @Column('uuid', { name: 'upload_id', nullable: true }) uploadId!: string | null;
  @Column('bytea', { name: 'content_sha256', nullable: true }) contentSha256!: Buffer | null;
  /** Bytes as the sender sent them. */
  @Column('bigint', { name: 'content_size', nullable: true, transformer: bigintAsNumber })
  contentSize!: number | null;
  /** NULL once destroyed. */
  @Column('bytea', { name: 'wrapped_staging_key', nullable: true }) wrappedStagingKey!: Buffer | null;
  @Column('integer') revision!: number;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt!: Date | null;
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt!: Date | null;
}

export const INGESTION_TABLES = [Batch];
