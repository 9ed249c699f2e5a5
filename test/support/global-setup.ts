import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  cleanUpDeadInstances,
  describeSelf,
  openRegistry,
  writeInstance,
} from '../../infra/local/instance-record';
import { identifyProcess } from '../../infra/local/processes';
import { bootPostgres, publishPostgres } from './postgres';
import { keepForTeardown } from './run-servers';

/** One PostgreSQL for the whole run. A run that was killed is cleaned up by the next one. */
export default async function setUp(): Promise<void> {
  const registry = await openRegistry(tmpdir());
  await cleanUpDeadInstances(registry);
  const folder = await mkdtemp(path.join(tmpdir(), 'coffre-test-run-'));
  const server = await bootPostgres(path.join(folder, 'postgres'));
  const { file, self } = await describeSelf(registry);
  const postgres = await identifyProcess(server.pid);
  const children = postgres === null ? [] : [{ ...postgres, name: 'postgres', signal: 'SIGINT' as const }];
  await writeInstance(file, { ...self, folder, temporary: true, children });
  keepForTeardown({ server, folder, record: file });
  await publishPostgres(server);
}
