import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import Redis from 'ioredis';
import type { Client } from 'pg';
import type { LedgerClient } from './stack-client';

/** Shorter texts occur in encrypted bytes by chance. */
const SHORTEST_NEEDLE = 6;

/** Where secrets are at home: keys of the installation, of the TSA and of the database's superuser. */
const KEYS_OF_THEIR_OWN = /^(keys|pki)\/|^postgres\/superuser-password$/;

export interface PrivacyParts {
  readonly admin: Client;
  readonly client: LedgerClient;
  readonly folder: string;
  readonly redisUrl: string | null;
  readonly fault: (sentence: string) => void;
}

/**
 * Searches logs, queue, every table and every file of the installation, PostgreSQL's
 * own included, for what only vaults may hold. A find is told by its place and
 * kind, never by what was found.
 *
 * @returns bytes that were searched
 */
export async function searchForPersonalData(parts: PrivacyParts): Promise<number> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'coffre-oracle-'));
  try {
    const dumps = path.join(scratch, 'dumps');
    await mkdir(dumps);
    for await (const { table, text } of rowsOfAllTables(parts.admin)) {
      await writeFile(path.join(dumps, `table ${table}`), text);
    }
    if (parts.redisUrl !== null) await writeFile(path.join(dumps, 'Redis'), await dumpRedis(parts.redisUrl));

    const kinds = await needlesOf(parts);
    const list = path.join(scratch, 'needles');
    await writeFile(list, [...kinds.keys()].join('\n'));
    for (const folder of [parts.folder, dumps]) {
      for (const { file, text } of await grep(list, folder)) {
        if (KEYS_OF_THEIR_OWN.test(file)) continue;
        parts.fault(`${file} holds ${kinds.get(text) ?? 'something'}`);
      }
    }
    return (await sizeOf(parts.folder)) + (await sizeOf(dumps));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** GNU grep, byte by byte: one pass, however many needles. */
async function grep(list: string, folder: string): Promise<{ file: string; text: string }[]> {
  const args = ['-rFaoZ', '-f', list, '.'];
  const { stdout } = await promisify(execFile)('grep', args, {
    cwd: folder,
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { code?: number; stdout?: string }) => {
    // 1: nothing found; 2: PostgreSQL removed a file meanwhile.
    if (error.code !== 1 && error.code !== 2) throw error;
    return { stdout: error.stdout ?? '' };
  });
  const lines = stdout.split('\n').filter((line) => line.includes('\0'));
  const finds = new Map(lines.map((line) => [line, line.split('\0')]));
  return [...finds.values()].map(([file = '', text = '']) => ({ file: file.replace(/^\.\//, ''), text }));
}

/** What is searched, and the kind of each. */
async function needlesOf({ admin, client }: PrivacyParts): Promise<Map<string, string>> {
  // An employer's name is public, and may hold a word that is also somebody's name.
  const { rows } = await admin.query<{ name: string }>('select name from employer');
  // The dates of an employment are kept in clear, and may be somebody's birth date.
  const dates = client.persons.flatMap((person) => [person.startDate, person.endDate]);
  const open = [...rows.map((row) => row.name.toLowerCase()), ...dates].join('\n');
  const texts: { kind: string; text: string }[] = client.secrets.map((text) => ({ kind: 'a secret', text }));
  for (const person of client.persons) {
    for (const text of [person.familyName, person.usageName]) {
      texts.push({ kind: 'a name', text }, { kind: 'a name', text: text.toUpperCase() });
    }
    texts.push({ kind: 'a given name', text: person.givenName });
    texts.push({ kind: 'a NIR', text: person.nir }, { kind: 'a NIR', text: spaced(person.nir) });
    texts.push(
      { kind: 'an address', text: person.personalEmail },
      { kind: 'a birth date', text: person.birthDate },
    );
  }
  const searched = texts.filter(
    ({ text }) => text.length >= SHORTEST_NEEDLE && !open.includes(text.toLowerCase()),
  );
  // PostgreSQL prints `bytea` in hexadecimal.
  const asBytes = searched.map(({ kind, text }) => ({
    kind: `${kind}, as bytes`,
    text: Buffer.from(text).toString('hex'),
  }));
  return new Map([...searched, ...asBytes].map(({ kind, text }) => [text, kind]));
}

/** 1 85 05 78 006 084 36 */
function spaced(nir: string): string {
  return nir.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7');
}

/** PostgreSQL removes files while it runs. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => null);
    bytes += found?.size ?? 0;
  }
  return bytes;
}

/** As text, so that values that PostgreSQL stores compressed are read too. */
async function* rowsOfAllTables(admin: Client): AsyncGenerator<{ table: string; text: string }> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'bullmq')`,
  );
  for (const { name } of tables) {
    const { rows } = await admin.query<{ text: string | null }>(
      `select string_agg(t::text, E'\\n') as text from ${name} t`,
    );
    yield { table: name, text: rows[0]?.text ?? '' };
  }
}

async function dumpRedis(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const dumped: string[] = [];
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      dumped.push(key, JSON.stringify(await readRedisValue(redis, type, key)));
    }
    return dumped.join('\n');
  } finally {
    redis.disconnect();
  }
}

async function readRedisValue(redis: Redis, type: string, key: string): Promise<unknown> {
  switch (type) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return [];
  }
}
