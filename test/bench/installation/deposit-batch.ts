import { openAsBlob } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { GeneratedBatch } from '../batches';
import type { Installation } from './installation';
import { createPayrollSystem } from './payroll-system';
import { openJournalWatch } from './watch-journal';

export interface DepositedBatch {
  readonly batchId: string;
  /** From the answer to `submit` until all is settled and has its place in the journal. */
  readonly seconds: number;
}

interface BatchState {
  readonly state: string;
  readonly received: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Asking costs the API and the database what it takes from the batch: seldom enough, within 1 % of the time. */
const POLL_MS = { shortest: 50, longest: 1_000, share: 0.01 } as const;
const INDEX_POLL_MS = 10;
/** A batch that is slower than this hangs. Its counts do not tell: all is matched before anything is deposited. */
const SLOWEST = { startMs: 300_000, itemMs: 200 } as const;

/**
 * Pushes a batch through HTTP as a payroll system does, and waits for its end.
 * Throws where it ends in any other way than with every item deposited: a
 * figure for less work would flatter.
 */
export async function depositBatch(
  installation: Installation,
  at: number,
  batch: GeneratedBatch,
): Promise<DepositedBatch> {
  const client = installation.clients[at];
  if (client === undefined) throw new RangeError('no payroll system for this batch');
  const payroll = createPayrollSystem(installation.stack.url, client);
  const content = await openAsBlob(batch.archive);
  const metadata = { reference: 'bench', kind: 'payroll', format: 'zip', period: batch.period };
  const { id } = await payroll.call((api, batches) => api.post<{ id: string }>(batches, { json: metadata }));
  await payroll.call((api, batches) =>
    api.send('PUT', `${batches}/${id}/content`, { bytes: { type: 'application/zip', content } }),
  );
  const journal = await openJournalWatch(installation.stack.environment);
  try {
    await payroll.call((api, batches) => api.post(`${batches}/${id}/submit`));
    const start = performance.now();
    const settled = await waitUntilSettled(
      () => payroll.call((api, batches) => api.get<BatchState>(`${batches}/${id}`)),
      SLOWEST.startMs + SLOWEST.itemMs * batch.items,
    );
    if (settled.state !== 'completed' || settled.counts.deposited !== batch.items) {
      throw new Error(`batch ${settled.state} with ${JSON.stringify(settled.counts)}`);
    }
    while (!(await journal.hasIndexed(id))) await delay(INDEX_POLL_MS);
    return { batchId: id, seconds: (performance.now() - start) / 1000 };
  } finally {
    await journal.close();
  }
}

async function waitUntilSettled(read: () => Promise<BatchState>, deadlineMs: number): Promise<BatchState> {
  const { shortest, longest, share } = POLL_MS;
  const start = performance.now();
  for (;;) {
    const batch = await read();
    if (batch.state === 'completed' || batch.state === 'failed') return batch;
    const elapsed = performance.now() - start;
    if (elapsed > deadlineMs) throw new Error(`the batch is still ${batch.state}`);
    await delay(Math.min(longest, Math.max(shortest, share * elapsed)));
  }
}
