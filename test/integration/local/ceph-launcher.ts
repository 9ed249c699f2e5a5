import { startCeph } from '../../../infra/local/ceph/start-ceph';

/** Started by ceph.test.ts: boots a Ceph in the folder given, says so, and waits to be ended. */
async function main(): Promise<void> {
  const dir = process.argv[2];
  if (dir === undefined) throw new Error('usage: ceph-launcher DIR');
  const { endpoint, daemons } = await startCeph({ dir });
  process.stdout.write(`${JSON.stringify({ endpoint, pids: daemons.map((daemon) => daemon.pid) })}\n`);
  setInterval(() => undefined, 60_000);
}

void main();
