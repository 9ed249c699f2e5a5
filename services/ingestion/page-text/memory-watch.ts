import { Worker } from 'node:worker_threads';

/** How a child process ends itself beyond its memory cap: nothing else sends this one. */
export const MEMORY_SIGNAL = 'SIGALRM';

/**
 * A compressed stream can unfold to gigabytes outside the heap, in one go: only
 * another thread sees it while it happens. The signal leaves no core dump,
 * which would hold the document.
 */
const MEMORY_WATCH = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    if (process.memoryUsage.rss() > workerData) process.kill(process.pid, '${MEMORY_SIGNAL}');
  }, 50);
`;

/** Ends this process once it holds more than so many MiB of resident memory. */
export function watchMemory(mebibytes: number): void {
  new Worker(MEMORY_WATCH, { eval: true, workerData: mebibytes * 2 ** 20 });
}
