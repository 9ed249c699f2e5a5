import { locatePostgresBinaries } from './postgres-binaries';
import type { ServerIdentity } from './postgres-data';
import { type PostgresServer, startPostgresServer } from './postgres-server';

/**
 * `nobody`: PostgreSQL refuses root, and `initdb` refuses a user without an
 * entry in the password file, which this one has on every system. No user is created.
 */
const NOBODY: ServerIdentity = { uid: 65_534, gid: 65_534 };

/** The user of a server that this process starts: itself, unless it is root. */
export function serverIdentity(): ServerIdentity | null {
  return process.getuid?.() === 0 ? NOBODY : null;
}

/**
 * PostgreSQL from the npm package, for demonstration, development and tests:
 * nothing to install, nothing to configure, as root or not.
 *
 * @param directory kept between starts; made with mode 0700
 */
export async function startEmbeddedPostgres(directory: string): Promise<PostgresServer> {
  const identity = serverIdentity();
  const binaries = await locatePostgresBinaries(identity);
  return startPostgresServer({ binaries, directory, identity });
}
