import { rm } from 'node:fs/promises';
import { takeForTeardown } from './run-servers';

export default async function tearDown(): Promise<void> {
  const servers = takeForTeardown();
  if (servers === undefined) return;
  await servers.server.stop();
  await rm(servers.folder, { recursive: true, force: true });
  await rm(servers.record, { force: true });
}
