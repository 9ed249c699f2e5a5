import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../ports/logger';

export interface LeaseRenewal {
  readonly url: string;
  /**
   * One statement that renews: $1 ids, $2 epochs (arrays of one length), $3
   * seconds. It runs in the scope `system`.
   */
  readonly sql: string;
  readonly leaseSeconds: number;
  /** A lease is kept no longer than this, however alive the process: the work may hang. */
  readonly longestSeconds: number;
}

export type KeeperMessage =
  | { readonly kind: 'keep'; readonly id: string; readonly epoch: number }
  | { readonly kind: 'release'; readonly id: string; readonly epoch: number };

export interface LeaseKeeperThread {
  keep(lease: { readonly chunkId: string; readonly epoch: number }): { release(): void };
  close(): Promise<void>;
}

/**
 * Renews leases from a thread with a connection of its own: sealing or parsing
 * that fills this process's CPU cannot make a lease lapse, and a process that is
 * stopped (SIGSTOP, kill) renews nothing.
 */
export function startLeaseKeeper(renewal: LeaseRenewal, logger: Logger): LeaseKeeperThread {
  const thread = new Worker(path.join(__dirname, 'lease-keeper-thread.js'), { workerData: renewal });
  thread.on('message', (error: unknown) => logger.warn({ error }, 'lease not renewed'));
  // Nobody listens for `error`: it ends the process. A worker that renews nothing would lose every long
  // chunk and count it as crashed; a new one does better.
  const send = (message: KeeperMessage) => thread.postMessage(message);
  return {
    keep({ chunkId: id, epoch }) {
      send({ kind: 'keep', id, epoch });
      return { release: () => send({ kind: 'release', id, epoch }) };
    },
    async close() {
      await thread.terminate();
    },
  };
}
