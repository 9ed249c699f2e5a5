import type { BenchContext } from '../context';
import { depositBatch } from '../installation/deposit-batch';
import { type Installation, openInstallation } from '../installation/installation';
import type { Measured } from '../report';
import { samplePeak } from './sample-peak';

const SIZES = { folder: { small: 1_000, big: 50_000 }, s3: { small: 1_000, big: 10_000 } } as const;
const WARM_UP = 1_000;
const OLD_SPACE = 512;
const WORKERS = 2;

/** How much more memory a big batch takes than a small one, in processes that have worked before. */
export async function measureMemoryGrowth(context: BenchContext): Promise<Measured[]> {
  const runs: number[] = [];
  const peaks: string[] = [];
  for (let run = 0; run < context.options.runs; run += 1) {
    const { small, big } = await measureOnce(context);
    runs.push(big - small);
    peaks.push(`${small.toFixed(0)} → ${big.toFixed(0)}`);
  }
  const note = `peaks in MiB: ${peaks.join(', ')}; API, ${WORKERS} workers, their page extractors`;
  return [{ id: 'memory-growth-mib', runs, note }];
}

async function measureOnce(context: BenchContext): Promise<{ small: number; big: number }> {
  const { options, batches } = context;
  const sizes = options.items ?? SIZES[options.store];
  const sent = [
    await batches.generate('bench-warm-up', Math.min(WARM_UP, sizes.big)),
    await batches.generate('bench-small', sizes.small),
    await batches.generate('bench-big', sizes.big),
  ] as const;
  const installation = await openInstallation(
    { ...context, store: options.store, workers: WORKERS, oldSpace: OLD_SPACE },
    sent,
  );
  try {
    const pids = pidsOf(installation);
    await depositBatch(installation, 0, sent[0]);
    const small = await samplePeak(pids, () => depositBatch(installation, 1, sent[1]));
    const big = await samplePeak(pids, () => depositBatch(installation, 2, sent[2]));
    if (pidsOf(installation).join() !== pids.join()) throw new Error('a process died on the way');
    return { small: small.mebibytes, big: big.mebibytes };
  } finally {
    await installation.close();
  }
}

function pidsOf({ stack }: Installation): number[] {
  return [stack.api, ...stack.workers].map((program) => program.pid);
}
