import { parseReport } from '../../../infra/local/demo/compare-report';
import type { GeneratedBatch } from '../batches';
import type { BenchContext } from '../context';
import { depositBatch } from '../installation/deposit-batch';
import { type Installation, openInstallation } from '../installation/installation';
import { createPayrollSystem } from '../installation/payroll-system';
import { openJournalWatch } from '../installation/watch-journal';

export const WORKERS = 2;

export interface PipelineRate {
  readonly documentsPerSecond: number;
  /** Bytes of each sealed file, by its path in the archive. */
  readonly sealedSizes: ReadonlyMap<string, number>;
}

/** One batch through a fresh installation, over HTTP, with every check on. */
export async function measurePipeline(context: BenchContext, batch: GeneratedBatch): Promise<PipelineRate> {
  const { options } = context;
  const installation = await openInstallation({ ...context, store: options.store, workers: WORKERS }, [
    batch,
  ]);
  try {
    const { batchId, seconds } = await depositBatch(installation, 0, batch);
    return {
      documentsPerSecond: batch.items / seconds,
      sealedSizes: await readSealedSizes(installation, batchId),
    };
  } finally {
    await installation.close();
  }
}

async function readSealedSizes(
  { stack, clients: [client] }: Installation,
  batchId: string,
): Promise<ReadonlyMap<string, number>> {
  if (client === undefined) throw new RangeError('no payroll system');
  const report = await createPayrollSystem(stack.url, client).call(async (api, batches) =>
    parseReport(await api.bytes(`${batches}/${batchId}/report`, 'text/csv')),
  );
  const journal = await openJournalWatch(stack.environment);
  try {
    const sizes = await journal.sealedSizes(batchId);
    return new Map(report.map(({ file, documentId }) => [file, sizes.get(documentId) ?? 0]));
  } finally {
    await journal.close();
  }
}
