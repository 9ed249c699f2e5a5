import path from 'node:path';
import type { DatabaseUrls } from './stack-database';
import { StackError } from './stack-error';
import type { KeyFiles } from './stack-keys';

export type Environment = Readonly<Record<string, string>>;

/** Files and address of the local CA and TSA. */
export interface LocalPki {
  readonly tsa: Readonly<Record<'TSA_URL' | 'TSA_CA_FILE', string>>;
  readonly seal: Readonly<Record<'SEAL_CA_FILE' | 'SEAL_P12_FILE' | 'SEAL_P12_PASSWORD_FILE', string>>;
}

/** What was started for this installation, beside its database. */
export interface LocalParts {
  readonly pki: LocalPki | null;
  /** Variables of an S3 server that was booted. */
  readonly s3: Environment | null;
}

/** Empty counts as absent, as in a compose file. */
export function present(given: Readonly<Record<string, string | undefined>>): Environment {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
}

/** Notices what no single program would. */
export function assertConsistent(given: Environment): void {
  const pairs = [
    ['TSA_URL', 'TSA_CA_FILE'],
    ['SEAL_P12_FILE', 'SEAL_P12_PASSWORD_FILE'],
  ] as const;
  for (const [first, second] of pairs) {
    if ((given[first] === undefined) !== (given[second] === undefined)) {
      throw new StackError('configuration', `set both ${first} and ${second}, or neither`);
    }
  }
  if (given.QUEUE === 'redis' && given.REDIS_URL === undefined) {
    throw new StackError('configuration', 'QUEUE=redis needs REDIS_URL');
  }
  if (given.STORE === 's3' && given.S3_ENDPOINT === undefined) {
    throw new StackError('configuration', 'STORE=s3 needs S3_ENDPOINT');
  }
}

export function needsLocalPki(given: Environment): boolean {
  return given.TSA_URL === undefined || given.SEAL_P12_FILE === undefined;
}

/** What the programs share; {@link forApi} and {@link forWorker} take out what is not theirs. */
export function composeEnvironment(options: {
  readonly given: Environment;
  readonly folder: string;
  readonly database: DatabaseUrls;
  readonly keys: KeyFiles;
  readonly parts: LocalParts;
}): Environment {
  const { given, folder, database, keys, parts } = options;
  return {
    NODE_ENV: 'development',
    OPERATIONS_PORT: '0',
    QUEUE: given.REDIS_URL === undefined ? 'postgres' : 'redis',
    ...storeOf(given, folder, parts.s3),
    ...mailOf(given, folder),
    ...(given.TSA_URL === undefined ? parts.pki?.tsa : {}),
    ...(given.SEAL_P12_FILE === undefined ? parts.pki?.seal : {}),
    // What was given wins over what was made here…
    ...given,
    // …except where the roles were made from an administrator's DATABASE_URL.
    ...database,
    ...keys,
  };
}

/** Each program has the database role that it works with, and no other. */
export function forApi(environment: Environment): Environment {
  return without(environment, [
    'WORKER_DATABASE_URL',
    'OWNER_DATABASE_URL',
    'JOURNAL_KEY_FILE',
    'SEAL_P12_FILE',
    'SEAL_P12_PASSWORD_FILE',
    'TSA_URL',
    'SMTP_URL',
  ]);
}

export function forWorker(environment: Environment): Environment {
  return { ...without(environment, ['DATABASE_URL', 'OWNER_DATABASE_URL', 'PORT']), OPERATIONS_PORT: '0' };
}

/** Where stored objects lie, null when that is not a folder of this machine. */
export function objectsFolder(environment: Environment): string | null {
  return environment.STORE === 'folder' ? (environment.STORE_DIR ?? null) : null;
}

export function storeOf(given: Environment, folder: string, s3: Environment | null): Environment {
  if (s3 !== null) return { STORE: 's3', ...s3 };
  const kind = given.STORE ?? (given.S3_ENDPOINT === undefined ? 'folder' : 's3');
  return kind === 's3'
    ? { STORE: 's3' }
    : { STORE: 'folder', STORE_DIR: given.STORE_DIR ?? path.join(folder, 'objects') };
}

function mailOf(given: Environment, folder: string): Environment {
  if (given.SMTP_URL !== undefined) return { MAIL: 'smtp' };
  return { MAIL: 'outbox', MAIL_OUTBOX_DIR: path.join(folder, 'outbox') };
}

function without(environment: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
}
