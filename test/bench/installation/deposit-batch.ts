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
/** A batch that settles nothing for so long never will. */
const STALLED_SECONDS = 300;

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
    const settled = await waitUntilSettled(() =>
      payroll.call((api, batches) => api.get<BatchState>(`${batches}/${id}`)),
    );
    while (!(await journal.hasIndexed(id))) await delay(INDEX_POLL_MS);
    const seconds = (performance.now() - start) / 1000;
    if (settled.state !== 'completed' || settled.counts.deposited !== batch.items) {
      throw new Error(`batch ${settled.state} with ${JSON.stringify(settled.counts)}`);
    }
    return { batchId: id, seconds };
  } finally {
    await journal.close();
  }
}

async function waitUntilSettled(read: () => Promise<BatchState>): Promise<BatchState> {
  const start = performance.now();
  let known = Number.NaN;
  let moved = start;
  for (;;) {
    const batch = await read();
    if (batch.state === 'completed' || batch.state === 'failed') return batch;
    // Grows while the batch is expanded and while it is deposited.
    const progress = 2 * batch.received - (batch.counts.pending ?? 0);
    const now = performance.now();
    if (progress !== known) {
      known = progress;
      moved = now;
    }
    if (now - moved > STALLED_SECONDS * 1000) throw new Error(`batch stalled: ${batch.state}`);
    const { shortest, longest, share } = POLL_MS;
    await delay(Math.min(longest, Math.max(shortest, share * (now - start))));
  }
}
