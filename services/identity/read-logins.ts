import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { KeyRing } from '../../infra/ports/key-ring';
import { openCredentials } from './credentials';

export interface LoginDeps {
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
}

/** Mail addresses that accounts sign in with, by account id. Personal data: for sending to them, nothing else. */
export async function readLogins(
  tx: EntityManager,
  deps: LoginDeps,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const credentials = await openCredentials(tx, deps);
  const rows: { id: string; sealed: Buffer }[] = await tx.query(
    'select id, sealed_login as sealed from account where id = any ($1::uuid[])',
    [accountIds],
  );
  return new Map(rows.map((row) => [row.id, credentials.openLogin(row.id, row.sealed)]));
}
