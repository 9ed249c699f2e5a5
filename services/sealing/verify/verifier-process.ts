/**
 * Program of a kept child process that judges sealed files of strangers. It
 * parses hostile bytes: it holds no secret (its environment is empty), ends
 * itself beyond a memory cap, and whoever started it kills it when it takes too
 * long. Nothing of a file outlives its verdict.
 *
 * Argument: the cap in MiB of resident memory.
 */
import { Worker } from 'node:worker_threads';
import { MEMORY_SIGNAL, type VerifierMessage, type VerifyRequest } from './verifier-messages';
import { verifyPdf } from './verify-pdf';

function say(message: VerifierMessage): void {
  process.send?.(message);
}

/** The judging blocks this thread: only another one sees the memory grow. The signal leaves no core dump. */
const MEMORY_WATCH = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    if (process.memoryUsage.rss() > workerData) process.kill(process.pid, '${MEMORY_SIGNAL}');
  }, 50);
`;

new Worker(MEMORY_WATCH, { eval: true, workerData: Number(process.argv[2]) * 2 ** 20 });
process.on('message', (request) => {
  const { pdf, trust } = request as VerifyRequest;
  say({ kind: 'judged', verdict: verifyPdf(Buffer.from(pdf), trust) });
});
process.on('disconnect', () => process.exit());
say({ kind: 'ready' });
