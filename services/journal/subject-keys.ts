import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { KeyRing, WrapContext } from '../../infra/ports/key-ring';
import type { SubjectKind } from './actions';

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

interface SubjectRow extends Subject {
  readonly wrapped_salt_key: Buffer;
}

/** Salt keys of these subjects by subject id; a subject seen for the first time gets one. */
export async function obtainSaltKeys(
  tx: EntityManager,
  keys: KeyRing,
  subjects: readonly Subject[],
): Promise<Map<string, Buffer>> {
  const wanted = new Map(subjects.map((subject) => [subject.id, subject]));
  const known = await readSaltKeys(tx, keys, [...wanted.keys()]);
  const missing = [...wanted.values()].filter((subject) => !known.has(subject.id));
  if (missing.length === 0) return known;
  // In one order, so that two first deposits into the same vaults wait instead of deadlocking.
  missing.sort((a, b) => (a.id < b.id ? -1 : 1));
  await tx.query(
    `insert into journal_subject (id, kind, wrapped_salt_key)
     select * from unnest($1::uuid[], $2::text[], $3::bytea[]) on conflict do nothing`,
    [
      missing.map((subject) => subject.id),
      missing.map((subject) => subject.kind),
      missing.map((subject) => keys.wrap('journal', randomBytes(32), wrapContext(subject))),
    ],
  );
  // Read again: where another transaction came first, its key is the one.
  const made = await readSaltKeys(
    tx,
    keys,
    missing.map((subject) => subject.id),
  );
  return new Map([...known, ...made]);
}

/** Salt keys of those subjects that have one. */
export async function readSaltKeys(
  tx: EntityManager,
  keys: KeyRing,
  ids: readonly string[],
): Promise<Map<string, Buffer>> {
  const rows = await tx.query<SubjectRow[]>(
    'select id, kind, wrapped_salt_key from journal_subject where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, keys.unwrap('journal', row.wrapped_salt_key, wrapContext(row))]));
}

function wrapContext(subject: Subject): WrapContext {
  return { kind: 'journal-salt', id: subject.id, owner: subject.kind };
}
