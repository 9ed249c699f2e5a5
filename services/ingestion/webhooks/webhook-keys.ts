import { randomBytes } from 'node:crypto';
import type { ObjectCipher } from '../../../infra/ports/cipher';
import type { KeyRing } from '../../../infra/ports/key-ring';

interface KeyDeps {
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
}

interface Owned {
  readonly id: string;
  readonly employerId: string;
}

/** Seals what an endpoint must not show in a dump: its address, and the secrets that sign. */
export interface WebhookSeals {
  sealUrl(url: string): Buffer;
  openUrl(sealed: Buffer): string;
  sealSecret(secret: Buffer): Buffer;
  openSecret(sealed: Buffer): Buffer;
}

/** As many bits as the digest has: Standard Webhooks 1.0 asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

export function newWebhookSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** As it is handed out and as libraries of receivers take it (Standard Webhooks 1.0, "Signature scheme"). */
export function writeWebhookSecret(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`;
}

/** A fresh key with its wrapped form. Removing the row destroys it, and what it seals. */
export function createWebhookKey(deps: KeyDeps, owned: Owned): { wrapped: Buffer; seals: WebhookSeals } {
  const key = deps.cipher.newKey();
  return { wrapped: deps.keys.wrap('credentials', key, contextOf(owned)), seals: sealsOf(deps, owned, key) };
}

/** Throws CipherError `key-unavailable` or `integrity`. */
export function openWebhookKey(deps: KeyDeps, owned: Owned, wrapped: Buffer): WebhookSeals {
  return sealsOf(deps, owned, deps.keys.unwrap('credentials', wrapped, contextOf(owned)));
}

function contextOf({ id, employerId }: Owned, kind = 'webhook') {
  return { kind, id, owner: employerId };
}

function sealsOf({ cipher }: KeyDeps, owned: Owned, key: Buffer): WebhookSeals {
  const url = contextOf(owned, 'webhook-url');
  const secret = contextOf(owned, 'webhook-secret');
  return {
    sealUrl: (text) => cipher.sealRecord(key, Buffer.from(text, 'utf8'), url),
    openUrl: (sealed) => cipher.openRecord(key, sealed, url).toString('utf8'),
    sealSecret: (bytes) => cipher.sealRecord(key, bytes, secret),
    openSecret: (sealed) => cipher.openRecord(key, sealed, secret),
  };
}
