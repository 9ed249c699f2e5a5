import { setTimeout as delay } from 'node:timers/promises';
import { cleanUpInstance } from './instance-record';

/**
 * Ends what a launcher leaves when it is killed. Its standard input is a pipe
 * that the launcher holds: the kernel closes it however the launcher ends.
 * A launcher that ended well has removed its record, and nothing is left to do.
 *
 * Usage: watchdog.js RECORD
 */
async function main(): Promise<void> {
  const file = process.argv[2];
  if (file === undefined) throw new Error('usage: watchdog.js RECORD');
  // A terminal's interrupt is for the launcher; this outlives it by a moment.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.stdin.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    process.stdin.on('close', resolve).on('end', resolve).resume();
  });
  // The kernel closes the pipe before the launcher is quite gone.
  await delay(200);
  await cleanUpInstance(file);
}

void main();
