import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writePrivateFile } from './private-files';

/** The user that the server runs as. PostgreSQL refuses to run as root. */
export interface ServerIdentity {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresServerOptions {
  /** Folder that holds `initdb` and `postgres`, executable by {@link identity}. */
  readonly binaries: string;
  /** Ours: data, superuser's password, log. Kept between starts. */
  readonly directory: string;
  /** Null: the user of this process. */
  readonly identity: ServerIdentity | null;
  readonly settings?: Readonly<Record<string, string>>;
}

export type PostgresServerErrorCode = 'in-use' | 'initdb-failed' | 'password-missing' | 'not-started';

export class PostgresServerError extends Error {
  constructor(
    readonly code: PostgresServerErrorCode,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options);
    this.name = 'PostgresServerError';
  }
}

/**
 * Data directories may lie below a folder that the server's user cannot pass.
 * Every one of its programs is handed the open directory as descriptor 3 and
 * reaches it by this name, without walking the path.
 */
const HANDED_FOLDER = '/proc/self/fd/3';

/**
 * Makes the data directory at the first start.
 *
 * @returns the superuser's password
 */
export async function prepareData(options: PostgresServerOptions): Promise<string> {
  const data = path.join(options.directory, 'data');
  const passwordFile = path.join(options.directory, 'superuser-password');
  if (await exists(data)) {
    try {
      return (await readFile(passwordFile, 'utf8')).trim();
    } catch (error) {
      throw new PostgresServerError('password-missing', `data without ${passwordFile}`, { cause: error });
    }
  }
  const password = randomBytes(24).toString('base64url');
  await writePrivateFile(passwordFile, `${password}\n`);
  // A crash before the rename leaves a partial cluster, which the next start replaces.
  const fresh = `${data}.partial`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (options.identity !== null) await chown(fresh, options.identity.uid, options.identity.gid);
  await initialise(options, fresh, password);
  await rename(fresh, data);
  return password;
}

async function initialise(options: PostgresServerOptions, data: string, password: string): Promise<void> {
  const folder = await open(data);
  try {
    const child = spawn(
      path.join(options.binaries, 'initdb'),
      [
        ...[
          '-D',
          dataNameFor(data, options),
          '-U',
          'postgres',
          '-E',
          'UTF8',
          '--locale=C',
          '--data-checksums',
        ],
        ...['--auth-local=reject', '--auth-host=scram-sha-256', '--pwprompt'],
      ],
      // Without a terminal of its own the prompt reads standard input: the password touches no file.
      { ...surroundingsOf(options), detached: true, stdio: ['pipe', 'pipe', 'pipe', folder.fd] },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output = `${output}${chunk.toString('latin1')}`.slice(-2000);
      });
    }
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${password}\n${password}\n`);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new PostgresServerError('initdb-failed', output.trim());
  } finally {
    await folder.close();
  }
}

export function dataNameFor(data: string, { identity }: PostgresServerOptions): string {
  return identity === null ? data : HANDED_FOLDER;
}

export function surroundingsOf({ identity }: PostgresServerOptions) {
  return { cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...identity };
}

async function exists(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch {
    return false;
  }
}
