import type { EntityManager } from 'typeorm';
import type { IngestionDeps } from '../deps';
import type { IgnoredPage } from '../split/split-plan';
import type { Batch, BatchProposal } from '../tables';
import { awaitsFurtherSlips } from './publication';

export interface BatchView {
  readonly id: string;
  readonly reference: string;
  readonly kind: Batch['kind'];
  readonly format: Batch['format'];
  readonly period: string;
  readonly source: string;
  readonly state: Batch['state'];
  readonly failure: { readonly code: string; readonly detail: string } | null;
  /** Why it waits, where it does: visible, and retried by itself. Without a next try it waits for a person. */
  readonly blocked: {
    readonly code: string;
    readonly since: string;
    readonly nextTryAt: string | null;
  } | null;
  /** Payslips beside others of the same agents and months; NULL until all is matched. */
  readonly furtherSlips: number | null;
  /** Items by state: they always add up to `received`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly received: number;
  readonly openQuarantine: number;
  readonly revision: number;
  readonly dryRun: boolean;
  /** When agents may see it; NULL: each document as it is deposited. */
  readonly publishAt: string | null;
  /** All that it deposited is before the agents. */
  readonly published: boolean;
  /** The upload, once it is whole: bytes, and their SHA-256 in hex. */
  readonly content: { readonly size: number; readonly sha256: string } | null;
  /** While `proposed`. */
  readonly proposal: BatchProposal | null;
  /** While `proposed`: when it is destroyed, unless somebody confirms it before. */
  readonly expiresAt: string | null;
  /** Cover and blank pages of a merged PDF, which are in no item: how many, and the first of them. */
  readonly ignoredPages: { readonly count: number; readonly first: readonly IgnoredPage[] };
  readonly openedAt: string;
  readonly submittedAt: string | null;
  /** Of a dry run: when a person said that what it proposed is to be deposited. */
  readonly confirmedAt: string | null;
  readonly completedAt: string | null;
}

/** A batch is read every second while it is at work: the report has all of them. */
const IGNORED_PAGES_SHOWN = 50;

/** Batches with their counts and what they wait for, in the order given. */
export async function viewBatches(
  tx: EntityManager,
  { limits }: Pick<IngestionDeps, 'limits'>,
  batches: readonly Batch[],
): Promise<BatchView[]> {
  const ids = batches.map((batch) => batch.id);
  const counts: { batchId: string; state: string; count: number }[] = await tx.query(
    `select batch_id as "batchId", state, count(*)::int as count from item
     where batch_id = any ($1::uuid[]) group by batch_id, state`,
    [ids],
  );
  const blocks: (Block & { batchId: string })[] = await tx.query(
    `select distinct on (batch_id) batch_id as "batchId", blocked_code as code, blocked_since as since,
       not_before as "nextTryAt"
     from chunk where batch_id = any ($1::uuid[]) and blocked_code is not null and state <> 'done'
     order by batch_id, blocked_since`,
    [ids],
  );
  return batches.map((batch) => {
    const own = counts.filter((row) => row.batchId === batch.id);
    const block = blocks.find((row) => row.batchId === batch.id);
    return {
      id: batch.id,
      reference: batch.reference,
      kind: batch.kind,
      format: batch.format,
      period: batch.period,
      source: batch.source,
      state: batch.state,
      failure:
        batch.failureCode === null ? null : { code: batch.failureCode, detail: batch.failureDetail ?? '' },
      blocked: waitOf(batch, block),
      furtherSlips: batch.furtherSlips,
      counts: Object.fromEntries(own.map((row) => [row.state, row.count])),
      received: own.reduce((sum, row) => sum + row.count, 0),
      openQuarantine: own.find((row) => row.state === 'quarantined')?.count ?? 0,
      revision: batch.revision,
      dryRun: batch.dryRun,
      publishAt: batch.publishAt?.toISOString() ?? null,
      published: batch.publishedAt !== null,
      content: contentOf(batch),
      proposal: batch.proposal,
      expiresAt: expiryOf(batch, limits.proposalHours),
      ignoredPages: {
        count: batch.ignoredPages?.length ?? 0,
        first: batch.ignoredPages?.slice(0, IGNORED_PAGES_SHOWN) ?? [],
      },
      openedAt: batch.openedAt.toISOString(),
      submittedAt: batch.submittedAt?.toISOString() ?? null,
      confirmedAt: batch.confirmedAt?.toISOString() ?? null,
      completedAt: batch.completedAt?.toISOString() ?? null,
    };
  });
}

interface Block {
  readonly code: string;
  readonly since: Date;
  readonly nextTryAt: Date;
}

/** A batch that waits for a person has no chunk at work that a service could hold up. */
function waitOf(batch: Batch, block: Block | undefined): BatchView['blocked'] {
  if (awaitsFurtherSlips(batch) && batch.furtherSlipsSince !== null) {
    return {
      code: 'further-slips-to-confirm',
      since: batch.furtherSlipsSince.toISOString(),
      nextTryAt: null,
    };
  }
  if (block === undefined) return null;
  return { code: block.code, since: block.since.toISOString(), nextTryAt: block.nextTryAt.toISOString() };
}

function expiryOf({ state, proposedAt }: Batch, proposalHours: number): string | null {
  if (state !== 'proposed' || proposedAt === null) return null;
  return new Date(proposedAt.getTime() + proposalHours * 3_600_000).toISOString();
}

function contentOf({ contentSize, contentSha256 }: Batch): BatchView['content'] {
  if (contentSize === null || contentSha256 === null) return null;
  return { size: contentSize, sha256: contentSha256.toString('hex') };
}
