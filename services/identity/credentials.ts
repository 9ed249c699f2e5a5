import { createHmac, hkdfSync } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { KeyRing, WrapContext } from '../../infra/ports/key-ring';
import { normaliseCode } from './secrets';
import type { AttemptKeys } from './sign-in-attempts';

/** Blind indexes and seals of logins and codes, under the installation's credentials key. */
export interface Credentials {
  /** @param login normalised */
  loginIndex(login: string): Buffer;
  attemptKeys(login: string, network: string): AttemptKeys;
  codeHash(typed: string): Buffer;
  /** Of one caller's Idempotency-Key: whoever reads it learns neither. */
  requestKey(caller: string, key: string): Buffer;
  /** A body may hold a code or a password: its plain digest could be guessed at. */
  requestFingerprint(digest: Buffer): Buffer;
  sealLogin(accountId: string, login: string): Buffer;
  openLogin(accountId: string, sealed: Buffer): string;
  sealAddress(codeId: string, address: string): Buffer;
  openAddress(codeId: string, sealed: Buffer): string;
}

interface CredentialsDeps {
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
}

const KEY_CONTEXT: WrapContext = { kind: 'credentials', id: 'installation', owner: 'operator' };

export async function openCredentials(tx: EntityManager, deps: CredentialsDeps): Promise<Credentials> {
  const [row]: { wrapped: Buffer }[] = await tx.query('select wrapped_key as wrapped from credentials_key');
  if (row === undefined) throw new Error('installation without credentials key: create-operator first');
  return createCredentials(deps.cipher, deps.keys.unwrap('credentials', row.wrapped, KEY_CONTEXT));
}

/** Made once; two processes that make it at once agree on the first. */
export async function ensureCredentialsKey(
  tx: EntityManager,
  deps: CredentialsDeps,
  at: Date,
): Promise<void> {
  await tx.query(
    'insert into credentials_key (wrapped_key, created_at) values ($1, $2) on conflict do nothing',
    [deps.keys.wrap('credentials', deps.cipher.newKey(), KEY_CONTEXT), at],
  );
}

function createCredentials(cipher: ObjectCipher, key: Buffer): Credentials {
  const mac = (purpose: string, text: string): Buffer => {
    const macKey = hkdfSync('sha256', key, '', `coffre/identity/${purpose}`, 32);
    return createHmac('sha256', Buffer.from(macKey)).update(text, 'utf8').digest();
  };
  const seal = (kind: string, id: string, text: string): Buffer =>
    cipher.sealRecord(key, Buffer.from(text, 'utf8'), { kind, id, owner: 'operator' });
  const open = (kind: string, id: string, sealed: Buffer): string =>
    cipher.openRecord(key, sealed, { kind, id, owner: 'operator' }).toString('utf8');
  return {
    loginIndex: (login) => mac('login', login),
    attemptKeys: (login, network) => ({
      fromNetwork: mac('attempt', `${login}\n${network}`),
      fromAnywhere: mac('attempt', login),
    }),
    codeHash: (typed) => mac('code', normaliseCode(typed)),
    requestKey: (caller, key) => mac('request-key', `${caller}\n${key}`),
    requestFingerprint: (digest) => mac('request-fingerprint', digest.toString('hex')),
    sealLogin: (accountId, login) => seal('login', accountId, login),
    openLogin: (accountId, sealed) => open('login', accountId, sealed),
    sealAddress: (codeId, address) => seal('code-address', codeId, address),
    openAddress: (codeId, sealed) => open('code-address', codeId, sealed),
  };
}
