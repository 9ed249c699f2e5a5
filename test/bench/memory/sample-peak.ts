import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { readTreePss } from './process-memory';

export interface Peak {
  /** MiB. */
  readonly mebibytes: number;
  readonly samples: number;
}

const INTERVAL_MS = 100;

/** The highest sum over these processes and their children while `work` runs. */
export async function samplePeak(pids: readonly number[], work: () => Promise<unknown>): Promise<Peak> {
  let highest = 0;
  let samples = 0;
  let over = false;
  const sample = async () => {
    while (!over) {
      const start = performance.now();
      const sizes = await Promise.all(pids.map(readTreePss));
      highest = Math.max(
        highest,
        sizes.reduce((sum, size) => sum + size, 0),
      );
      samples += 1;
      await delay(Math.max(0, INTERVAL_MS - (performance.now() - start)));
    }
  };
  const sampling = sample();
  try {
    await work();
  } finally {
    over = true;
    await sampling;
  }
  return { mebibytes: highest / 1024, samples };
}
