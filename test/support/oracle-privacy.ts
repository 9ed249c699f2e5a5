import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
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
 * own included, for what only vaults may hold. A find is told by its place, never
 * by what was found.
 *
 * @returns bytes that were searched
 */
export async function searchForPersonalData(parts: PrivacyParts): Promise<number> {
  const needles = await needlesOf(parts);
  const found = createFinder(needles);
  let searched = 0;
  const search = (place: string, bytes: Buffer) => {
    searched += bytes.length;
    for (const kind of found(bytes)) parts.fault(`${place} holds ${kind}`);
  };
  for await (const file of filesBelow(parts.folder, '')) {
    if (KEYS_OF_THEIR_OWN.test(file)) continue;
    search(file, await readOrEmpty(path.join(parts.folder, file)));
  }
  for await (const { table, text } of rowsOfAllTables(parts.admin))
    search(`table ${table}`, Buffer.from(text));
  if (parts.redisUrl !== null) search('Redis', Buffer.from(await dumpRedis(parts.redisUrl)));
  return searched;
}

interface Needle {
  readonly kind: string;
  readonly bytes: Buffer;
}

async function needlesOf({ admin, client }: PrivacyParts): Promise<Needle[]> {
  // An employer's name is public, and may hold a word that is also somebody's name.
  const { rows } = await admin.query<{ name: string }>('select name from employer');
  const open = rows.map((row) => row.name.toLowerCase()).join('\n');
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
  const distinct = new Map(searched.map((needle) => [needle.text, needle]));
  return [...distinct.values()].flatMap(({ kind, text }) => {
    const bytes = Buffer.from(text);
    // `bytea` is printed in hexadecimal.
    return [
      { kind, bytes },
      { kind: `${kind}, as bytes`, bytes: Buffer.from(bytes.toString('hex')) },
    ];
  });
}

/** 1 85 05 78 006 084 36 */
function spaced(nir: string): string {
  return nir.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7');
}

/** One regular expression over Latin-1 text: one pass, however many needles. */
function createFinder(needles: readonly Needle[]): (bytes: Buffer) => Set<string> {
  const kinds = new Map(needles.map(({ kind, bytes }) => [bytes.toString('latin1'), kind]));
  const escaped = [...kinds.keys()].map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(escaped.join('|'), 'g');
  return (bytes) =>
    new Set([...bytes.toString('latin1').matchAll(pattern)].map(([text]) => kinds.get(text) ?? 'something'));
}

async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(root, name);
    else if (entry.isFile()) yield name;
  }
}

/** PostgreSQL removes files while it runs. */
async function readOrEmpty(file: string): Promise<Buffer> {
  return readFile(file).catch(() => Buffer.alloc(0));
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
