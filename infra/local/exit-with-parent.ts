import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before a program that the launcher starts (`node --require`): ends the
 * program when the launcher has died. The channel to it is closed by the
 * kernel, also after SIGKILL; the program closes as it would on SIGTERM.
 */
const CLOSING_SECONDS = 3;

if (isMainThread && process.channel !== undefined) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), CLOSING_SECONDS * 1000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Alone it keeps no program running.
  process.channel.unref();
}
