import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createObjectCipher } from '../../../infra/encryption/object-cipher';

const cipher = createObjectCipher();
const context = { kind: 'agent', id: 'vault-1', owner: 'employment-1' };
const otherContexts = [
  { ...context, kind: 'employer' },
  { ...context, id: 'vault-2' },
  { ...context, owner: 'employment-2' },
  { kind: 'agentv', id: 'ault-1', owner: 'employment-1' },
];
const integrity = expect.objectContaining({ code: 'integrity' });

test('a wrapped key unwraps under its wrapping key and in its context alone', () => {
  const [vaultKey, key] = [cipher.newKey(), cipher.newKey()];
  const wrapped = cipher.wrapKey(vaultKey, key, context);
  expect(cipher.unwrapKey(vaultKey, wrapped, context).equals(key)).toBe(true);
  expect(() => cipher.unwrapKey(cipher.newKey(), wrapped, context)).toThrow(integrity);
  for (const other of otherContexts)
    expect(() => cipher.unwrapKey(vaultKey, wrapped, other)).toThrow(integrity);
});

test('a sealed record opens under its key and in its context alone', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const key = cipher.newKey();
      const record = Buffer.from(bytes);
      const sealed = cipher.sealRecord(key, record, context);
      expect(cipher.openRecord(key, sealed, context).equals(record)).toBe(true);
      expect(() => cipher.openRecord(cipher.newKey(), sealed, context)).toThrow(integrity);
      for (const other of otherContexts)
        expect(() => cipher.openRecord(key, sealed, other)).toThrow(integrity);
    }),
  );
});

test('a record of 32 bytes does not unwrap as a key', () => {
  const key = cipher.newKey();
  const sealed = cipher.sealRecord(key, randomBytes(32), context);
  expect(() => cipher.unwrapKey(key, sealed, context)).toThrow(integrity);
});

test('any flipped bit and any truncation is refused', () => {
  const key = cipher.newKey();
  const wrapped = cipher.wrapKey(key, cipher.newKey(), context);
  for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
    const flipped = Buffer.from(wrapped);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    // The first two bytes are version and algorithm: altered, they name a format that does not exist.
    const code = bit < 16 ? 'unknown-format' : 'integrity';
    expect(() => cipher.unwrapKey(key, flipped, context)).toThrow(expect.objectContaining({ code }));
  }
  for (let kept = 0; kept < wrapped.length; kept += 1) {
    expect(() => cipher.unwrapKey(key, wrapped.subarray(0, kept), context)).toThrow(integrity);
  }
});

test('sealing the same record twice gives other bytes', () => {
  const key = cipher.newKey();
  const [one, other] = [1, 2].map(() => cipher.sealRecord(key, Buffer.from('Lefèvre'), context));
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
});

test('what the first release wrote stays readable', () => {
  const key = Buffer.alloc(32, 7);
  const written = { kind: 'vault', id: 'v1', owner: 'o1' };
  const wrapped =
    '01017b86dab5e5c07866d268d9402827eb507e5d26dd18430ff9ca52b2d5a6ab214d0c48c650e26f2eec423e4a9a7846bf693ce73c53fc335676b2a3b7deb4e32b90b1ed3adb';
  const sealed = '0101124419ba1a1c803532f7b77f8cb7cd4b97612776d3c59b1dbaf65bc11b906dc7636d23f696e0236494ec';
  expect(cipher.unwrapKey(key, Buffer.from(wrapped, 'hex'), written).equals(Buffer.alloc(32, 9))).toBe(true);
  expect(cipher.openRecord(key, Buffer.from(sealed, 'hex'), written).toString()).toBe('record');
});
