import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IgnoredPage } from './split/split-plan';

export const BATCH_KINDS = ['payroll', 'backfill', 'hr'] as const;
export const BATCH_FORMATS = ['zip', 'merged-pdf', 'pdf'] as const;
export const BATCH_STATES = [
  'open',
  'submitted',
  'expanding',
  'matching',
  'proposed',
  'depositing',
  'completed',
  'failed',
  'cancelled',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];
export const ITEM_STATES = [
  'pending',
  'deposited',
  'duplicate',
  'quarantined',
  'rejected',
  'to-print',
  'cancelled',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];
/** What a dry run may say that an item would become. */
export const PROPOSAL_STATES = [
  'deposited',
  'duplicate',
  'quarantined',
  'rejected',
  'to-print',
] as const satisfies readonly ItemState[];
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What a dry run found, in items but where said otherwise. */
export interface BatchProposal {
  readonly ready: number;
  readonly toCheck: number;
  readonly unreadable: number;
  readonly duplicates: number;
  readonly toPrint: number;
  /** Of those to deposit or to print: payslips beside another of the same agent and month, replacing none. */
  readonly furtherSlips: number;
  /** Running employments with a payslip for the month before and none for this one. */
  readonly missingSinceLastMonth: number;
  /** Employments of this batch without a payslip for the month before. */
  readonly newSinceLastMonth: number;
  /** SIRETs read on its pages that are not the employer's, at most 20. */
  readonly otherSirets: readonly string[];
}

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
  /** Pages of a merged PDF that are in no item; NULL until it was split. */
  @Column('jsonb', { name: 'ignored_pages', nullable: true }) ignoredPages!: readonly IgnoredPage[] | null;
  @Column('integer') revision!: number;
  @Column('boolean', { name: 'dry_run' }) dryRun!: boolean;
  @Column('jsonb', { nullable: true }) proposal!: BatchProposal | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  /** When the dry run had found all that it proposes. */
  @Column('timestamptz', { name: 'proposed_at', nullable: true }) proposedAt!: Date | null;
  /** Further slips, counted once all was matched. */
  @Column('integer', { name: 'further_slips', nullable: true }) furtherSlips!: number | null;
  /** Waits for somebody to agree to them since then. */
  @Column('timestamptz', { name: 'further_slips_since', nullable: true }) furtherSlipsSince!: Date | null;
  /** How many somebody has agreed to. */
  @Column('integer', { name: 'further_slips_confirmed', nullable: true }) furtherSlipsConfirmed!:
    | number
    | null;
  /** When agents may see it; NULL: each document as it is deposited. */
  @Column('timestamptz', { name: 'publish_at', nullable: true }) publishAt!: Date | null;
  /** From here on too late to stop it, whatever another machine's clock says. */
  @Column('timestamptz', { name: 'publication_begun_at', nullable: true }) publicationBegunAt!: Date | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt!: Date | null;
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt!: Date | null;
}

export const INGESTION_TABLES = [Batch];
