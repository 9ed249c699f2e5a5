import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { dayInFrance } from '../../directory/calendar';
import { openEmployerRecords } from '../../directory/employer-records';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { maskNir } from '../nir';
import { stagingKeyContext } from '../staging/staged-parts';
import { type BATCH_FORMATS, type BATCH_KINDS, Batch } from '../tables';
import { refuseWhenFull } from './backlog';
import { personOf } from './person-of';
import { keepToOpenBatches } from './quotas';
import { type BatchView, viewBatches } from './view-batch';

export interface BatchMetadata {
  readonly reference: string;
  readonly kind: (typeof BATCH_KINDS)[number];
  readonly format: (typeof BATCH_FORMATS)[number];
  /** `YYYY-MM`, not after the current month. */
  readonly period: string;
  readonly source: string;
  /** Tried first: nothing is deposited before it is confirmed. Not compared with an earlier call's. */
  readonly dryRun: boolean;
  /** When agents may see it; NULL: each document as it is deposited. Not compared either. */
  readonly publishAt: Date | null;
}

const PERIOD = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * Opens a batch, or finds the one that has this reference already. Idempotent
 * for ever: two calls at once meet on the unique key.
 *
 * @returns `created: false` for a known reference with the same metadata
 * @throws IngestionError `batch-reference-conflict`, `period-invalid`, `backlog-full`, `quota-open-batches`
 */
export async function openBatch(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  metadata: BatchMetadata,
): Promise<{ batch: BatchView; created: boolean }> {
  const now = deps.clock.now();
  if (!PERIOD.test(metadata.period) || metadata.period > dayInFrance(now).slice(0, 7)) {
    throw new IngestionError('period-invalid');
  }
  return deps.uow.run(actor, async (tx) => {
    const id = uuidv7();
    const records = await openEmployerRecords(tx, deps, employerId);
    const referenceKey = records.index('batch-reference', metadata.reference);
    // No directory knows a source that holds a NIR: what is sent under it finds nobody.
    const source = maskNir(metadata.source);
    const inserted: unknown[] = await tx.query(
      `insert into batch (id, employer_id, reference, reference_key, kind, format, period, source, state,
         handled_by, wrapped_staging_key, opened_at, dry_run, publish_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11, $12, $13)
       on conflict (employer_id, reference_key) do nothing returning id`,
      [
        id,
        employerId,
        maskNir(metadata.reference),
        referenceKey,
        metadata.kind,
        metadata.format,
        metadata.period,
        source,
        personOf(actor),
        deps.keys.wrap('staging', deps.cipher.newKey(), stagingKeyContext(id, employerId)),
        now,
        metadata.dryRun,
        metadata.publishAt,
      ],
    );
    const batch = await tx.getRepository(Batch).findOneByOrFail({ employerId, referenceKey });
    const created = inserted.length === 1;
    if (!created && !sameMetadata(batch, { ...metadata, source }))
      throw new IngestionError('batch-reference-conflict');
    if (created) {
      await refuseWhenFull(tx, deps.limits, metadata.kind);
      await keepToOpenBatches(tx, deps.limits, employerId);
      await deps.journal.append(tx, actor, [
        {
          subject: { kind: 'employer', id: employerId },
          employerId,
          batch: batch.id,
          action: 'batch-opened',
          outcome: 'done',
        },
      ]);
    }
    const [view] = await viewBatches(tx, deps, [batch]);
    if (view === undefined) throw new IngestionError('batch-not-found');
    return { batch: view, created };
  });
}

function sameMetadata(batch: Batch, wanted: BatchMetadata): boolean {
  return (
    batch.kind === wanted.kind &&
    batch.format === wanted.format &&
    batch.period === wanted.period &&
    batch.source === wanted.source
  );
}
