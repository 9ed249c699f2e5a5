import path from 'node:path';
import type { Closers } from './closers';
import { startEmbeddedPostgres } from './embedded-postgres';
import type { Guard } from './guard';
import type { KeyAlgorithm } from './pki/certificates';
import { connectGivenDatabase, type DatabaseUrls, prepareOwnDatabase } from './stack-database';
import { type Environment, type LocalParts, needsLocalPki } from './stack-environment';
import { startLocalPki } from './start-local-pki';
import { startS3 } from './start-s3';
import type { Supervisor } from './supervise';

export interface ServerOptions {
  readonly given: Environment;
  readonly folder: string;
  /** Boots an S3 server of its own. */
  readonly s3: boolean;
  readonly sealKey: KeyAlgorithm;
  readonly guard: Guard;
  readonly supervisor: Supervisor;
  readonly closers: Closers;
  /** A server ended that everything needs. */
  readonly onLoss: (what: string) => void;
}

/** What API and workers stand on, started side by side: database, S3, CA and TSA. */
export async function startServers(
  options: ServerOptions,
): Promise<{ database: DatabaseUrls; parts: LocalParts }> {
  const { given, folder, supervisor } = options;
  const [database, s3, pki] = await Promise.allSettled([
    openDatabase(options),
    options.s3 ? openS3(options) : null,
    needsLocalPki(given) ? startLocalPki(supervisor, folder, given, options.sealKey) : null,
  ]);
  // Added last, so closed first: programs end while their servers still answer.
  options.closers.add(() => supervisor.stop());
  return { database: settled(database), parts: { s3: settled(s3), pki: settled(pki) } };
}

/** All have ended by now, well or not: nothing is still starting while the others are closed. */
function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

async function openDatabase({ given, folder, guard, closers, onLoss }: ServerOptions): Promise<DatabaseUrls> {
  const passwordFile = path.join(folder, 'keys', 'database-roles.json');
  if (given.DATABASE_URL !== undefined) return connectGivenDatabase(given, passwordFile);
  const server = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  closers.add(async () => {
    await server.stop();
    await guard.release(server.pid);
  });
  await guard.protect({ pid: server.pid, name: 'postgres', signal: 'SIGINT' });
  void server.exited.then(() => onLoss('PostgreSQL ended'));
  return prepareOwnDatabase(server.adminUrl, 'coffre', passwordFile);
}

async function openS3({ folder, guard, closers }: ServerOptions): Promise<Environment> {
  const { ceph, environment } = await startS3(path.join(folder, 'ceph'));
  closers.add(async () => {
    await ceph.stop();
    for (const daemon of ceph.daemons) await guard.release(daemon.pid);
  });
  for (const { pid, name } of ceph.daemons) await guard.protect({ pid, name, signal: 'SIGTERM' });
  return environment;
}
