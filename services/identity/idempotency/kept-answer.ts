import type { ObjectCipher } from '../../../infra/ports/cipher';
import type { KeyRing, WrapContext } from '../../../infra/ports/key-ring';

/** An answer as it left, to be given once more. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer at rest: destroying either half destroys it. */
export interface SealedAnswer {
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
}

interface SealDeps {
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
}

/** Under a fresh key each: an answer may hold an activation code or a client's secret. */
export function sealAnswer(deps: SealDeps, keyHash: Buffer, answer: KeptAnswer): SealedAnswer {
  const key = deps.cipher.newKey();
  const { status, headers, body } = answer;
  const text = JSON.stringify({ status, headers, body: body.toString('base64') });
  return {
    wrappedKey: deps.keys.wrap('credentials', key, contextOf(keyHash)),
    sealed: deps.cipher.sealRecord(key, Buffer.from(text, 'utf8'), contextOf(keyHash)),
  };
}

export function openAnswer(
  deps: SealDeps,
  keyHash: Buffer,
  { wrappedKey, sealed }: SealedAnswer,
): KeptAnswer {
  const key = deps.keys.unwrap('credentials', wrappedKey, contextOf(keyHash));
  const text = deps.cipher.openRecord(key, sealed, contextOf(keyHash)).toString('utf8');
  const { status, headers, body } = JSON.parse(text);
  return { status, headers, body: Buffer.from(body, 'base64') };
}

/** Moved to another caller's key, an answer does not open. */
function contextOf(keyHash: Buffer): WrapContext {
  return { kind: 'kept-answer', id: keyHash.toString('hex'), owner: 'operator' };
}
