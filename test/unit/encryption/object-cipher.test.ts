import { createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createObjectCipher } from '../../../infra/encryption/object-cipher';
import { CipherError, type CipherErrorCode, type ObjectContext } from '../../../infra/ports/cipher';

const cipher = createObjectCipher();
const context: ObjectContext = { operatorId: 'operator', containerId: 'vault', objectId: 'document' };
const SEGMENT = 65_536;
const STORED_SEGMENT = SEGMENT + 16;
const HEADER = 25;
const BOUNDARIES = [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT - 1, 2 * SEGMENT, 2 * SEGMENT + 1];
const size = fc.oneof(fc.constantFrom(...BOUNDARIES), fc.integer({ min: 0, max: 4 * SEGMENT }));

function codeOf(act: () => unknown): CipherErrorCode | 'accepted' {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (error instanceof CipherError) return error.code;
    throw error;
  }
}

async function readRange(
  key: Buffer,
  object: Buffer,
  plaintextSize: number,
  range: { from: number; to: number },
): Promise<Buffer> {
  const read = async ({ from, to }: { from: number; to: number }) => object.subarray(from, to + 1);
  const parts: Buffer[] = [];
  for await (const part of cipher.decryptRange(key, context, plaintextSize, range, read)) parts.push(part);
  return Buffer.concat(parts);
}

describe('an encrypted object', () => {
  test('gives back its plaintext, at every size around a segment boundary', () => {
    fc.assert(
      fc.property(size, (bytes) => {
        const key = cipher.newKey();
        const plaintext = randomBytes(bytes);
        const object = cipher.encrypt(key, context, plaintext);
        expect(object.length).toBe(cipher.encryptedSize(bytes));
        expect(cipher.decrypt(key, context, object).equals(plaintext)).toBe(true);
      }),
      { examples: BOUNDARIES.map((bytes) => [bytes]) },
    );
  });

  test('fails at every truncation of a small object, and at every kind of a large one', () => {
    const key = cipher.newKey();
    const small = cipher.encrypt(key, context, randomBytes(300));
    for (let kept = 0; kept < small.length; kept += 1) {
      expect(codeOf(() => cipher.decrypt(key, context, small.subarray(0, kept)))).toBe('integrity');
    }
    const large = cipher.encrypt(key, context, randomBytes(3 * SEGMENT));
    const cuts = [0, 1, 2, 3].flatMap((n) =>
      [-17, -16, -1, 0, 1, 15, 16, 17].map((d) => HEADER + n * STORED_SEGMENT + d),
    );
    fc.assert(
      fc.property(fc.nat({ max: large.length - 1 }), (kept) => {
        expect(codeOf(() => cipher.decrypt(key, context, large.subarray(0, kept)))).toBe('integrity');
      }),
      { examples: cuts.filter((kept) => kept < large.length).map((kept) => [kept]), numRuns: 200 },
    );
  });

  test('fails when bytes are appended', () => {
    const key = cipher.newKey();
    for (const bytes of BOUNDARIES) {
      const object = cipher.encrypt(key, context, randomBytes(bytes));
      for (const more of [1, 16, 17, STORED_SEGMENT]) {
        const longer = Buffer.concat([object, Buffer.alloc(more)]);
        expect(codeOf(() => cipher.decrypt(key, context, longer))).toBe('integrity');
      }
    }
  });

  test('fails when two segments change places, or one is repeated or left out', () => {
    const key = cipher.newKey();
    const object = cipher.encrypt(key, context, randomBytes(4 * SEGMENT));
    const header = object.subarray(0, HEADER);
    const segments = [0, 1, 2, 3].map((n) =>
      object.subarray(HEADER + n * STORED_SEGMENT, HEADER + (n + 1) * STORED_SEGMENT),
    );
    const order = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(order, (indexes) => {
        fc.pre(indexes.join() !== '0,1,2,3');
        const forged = Buffer.concat([header, ...indexes.flatMap((n) => segments[n] ?? [])]);
        expect(codeOf(() => cipher.decrypt(key, context, forged))).toBe('integrity');
      }),
      { examples: [[[1, 0, 2, 3]], [[0, 1, 2]], [[0, 1, 1, 3]], [[3]]], numRuns: 60 },
    );
  });

  test('fails when a segment comes from another object under the same key', () => {
    const key = cipher.newKey();
    const [one, other] = [1, 2].map(() => cipher.encrypt(key, context, randomBytes(2 * SEGMENT)));
    const forged = Buffer.from(one ?? []);
    other?.copy(forged, HEADER, HEADER, HEADER + STORED_SEGMENT);
    expect(codeOf(() => cipher.decrypt(key, context, forged))).toBe('integrity');
  });

  test('fails at any flipped bit, header included', () => {
    const key = cipher.newKey();
    const object = cipher.encrypt(key, context, randomBytes(SEGMENT + 100));
    const flip = (bit: number) => {
      const flipped = Buffer.from(object);
      const at = Math.floor(bit / 8);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (bit % 8)), at);
      return codeOf(() => cipher.decrypt(key, context, flipped));
    };
    for (let bit = 0; bit < HEADER * 8; bit += 1) expect(flip(bit)).not.toBe('accepted');
    fc.assert(
      fc.property(fc.integer({ min: HEADER * 8, max: object.length * 8 - 1 }), (bit) => {
        expect(flip(bit)).toBe('integrity');
      }),
      { numRuns: 300 },
    );
  });

  test('fails in any other context, also where the joined texts are the same', () => {
    const key = cipher.newKey();
    const object = cipher.encrypt(key, context, Buffer.from('bulletin'));
    const others: ObjectContext[] = [
      { ...context, operatorId: 'another' },
      { ...context, containerId: 'another' },
      { ...context, objectId: 'another' },
      { operatorId: 'operatorv', containerId: 'ault', objectId: 'document' },
      { operatorId: 'operator', containerId: 'vaultd', objectId: 'ocument' },
    ];
    for (const other of others) expect(codeOf(() => cipher.decrypt(key, other, object))).toBe('integrity');
  });

  test('fails under another key', () => {
    const object = cipher.encrypt(cipher.newKey(), context, Buffer.from('bulletin'));
    expect(codeOf(() => cipher.decrypt(cipher.newKey(), context, object))).toBe('integrity');
  });

  test('repeats no nonce when a key is used twice by mistake', () => {
    const key = cipher.newKey();
    const plaintext = Buffer.from('bulletin');
    const prefixes = Array.from({ length: 100 }, () =>
      cipher.encrypt(key, context, plaintext).subarray(18, HEADER).toString('hex'),
    );
    expect(new Set(prefixes).size).toBe(100);
  });
});

describe('a range', () => {
  test('equals the slice of the plaintext', async () => {
    const range = fc
      .integer({ min: 1, max: 40 * SEGMENT })
      .chain((bytes) => fc.tuple(fc.constant(bytes), fc.nat({ max: bytes - 1 }), fc.nat({ max: bytes - 1 })));
    await fc.assert(
      fc.asyncProperty(range, async ([bytes, a, b]) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const key = cipher.newKey();
        const plaintext = randomBytes(bytes);
        const object = cipher.encrypt(key, context, plaintext);
        const part = await readRange(key, object, bytes, { from, to });
        expect(part.equals(plaintext.subarray(from, to + 1))).toBe(true);
      }),
      {
        numRuns: 40,
        examples: [
          [[1, 0, 0]],
          [[SEGMENT, 0, SEGMENT - 1]],
          [[SEGMENT + 1, SEGMENT, SEGMENT]],
          [[3 * SEGMENT, SEGMENT - 1, SEGMENT]],
          [[40 * SEGMENT, 0, 40 * SEGMENT - 1]],
          [[40 * SEGMENT, 15 * SEGMENT, 33 * SEGMENT]],
        ],
      },
    );
  });

  test('reads no more of the object than the header and the segments it touches', async () => {
    const key = cipher.newKey();
    const bytes = 100 * SEGMENT;
    const object = cipher.encrypt(key, context, Buffer.alloc(bytes));
    let read = 0;
    const range = { from: 50 * SEGMENT, to: 50 * SEGMENT };
    for await (const _ of cipher.decryptRange(key, context, bytes, range, async ({ from, to }) => {
      read += to - from + 1;
      return object.subarray(from, to + 1);
    }));
    expect(read).toBe(HEADER + STORED_SEGMENT);
  });

  test('holds at most 1 MiB of the object at a time', async () => {
    const key = cipher.newKey();
    const bytes = 70 * SEGMENT;
    const object = cipher.encrypt(key, context, Buffer.alloc(bytes));
    const reads: number[] = [];
    const range = { from: 0, to: bytes - 1 };
    for await (const _ of cipher.decryptRange(key, context, bytes, range, async ({ from, to }) => {
      reads.push(to - from + 1);
      return object.subarray(from, to + 1);
    }));
    expect(reads).toHaveLength(5);
    expect(Math.max(...reads)).toBe(HEADER + 16 * STORED_SEGMENT);
  });

  test('yields nothing of a segment whose bytes were altered, and what stands before it', async () => {
    const key = cipher.newKey();
    const bytes = 3 * SEGMENT;
    const object = cipher.encrypt(key, context, randomBytes(bytes));
    object.writeUInt8(object.readUInt8(HEADER + STORED_SEGMENT + 5) ^ 1, HEADER + STORED_SEGMENT + 5);
    let yielded = 0;
    const reading = async () => {
      const read = async ({ from, to }: { from: number; to: number }) => object.subarray(from, to + 1);
      const range = { from: 0, to: bytes - 1 };
      for await (const part of cipher.decryptRange(key, context, bytes, range, read)) yielded += part.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'integrity' });
    expect(yielded).toBe(SEGMENT);
  });

  test('fails on an object that ends before or after the size it should have', async () => {
    const key = cipher.newKey();
    const object = cipher.encrypt(key, context, randomBytes(2 * SEGMENT));
    const last = (bytes: number) => readRange(key, object, bytes, { from: bytes - 1, to: bytes - 1 });
    await expect(last(SEGMENT)).rejects.toMatchObject({ code: 'integrity' });
    await expect(last(3 * SEGMENT)).rejects.toMatchObject({ code: 'integrity' });
    await expect(last(2 * SEGMENT + 1)).rejects.toMatchObject({ code: 'integrity' });
    await expect(last(2 * SEGMENT)).resolves.toHaveLength(1);
  });

  test('outside the plaintext is a mistake of the caller', async () => {
    const key = cipher.newKey();
    const object = cipher.encrypt(key, context, Buffer.alloc(10));
    for (const range of [
      { from: 0, to: 10 },
      { from: -1, to: 3 },
      { from: 5, to: 4 },
    ]) {
      await expect(readRange(key, object, 10, range)).rejects.toThrow(RangeError);
    }
  });
});

describe('format 1', () => {
  /** Written by the first release. It must be readable for as long as a payslip is kept. */
  const STORED =
    '4346414f01012a3123bc6ded6bc200010000d733f1a51cd1f0448dbfc81ba656495030e50ed2db5e3f96001576f29dc0c5';
  const key = Buffer.alloc(32, 7);
  const written = { operatorId: 'op', containerId: 'vault', objectId: 'doc' };

  test('of an object written once and for all stays readable', () => {
    expect(cipher.decrypt(key, written, Buffer.from(STORED, 'hex')).toString()).toBe('bulletin');
  });

  test('is what its documentation says, read by hand', () => {
    const object = Buffer.from(STORED, 'hex');
    const derived = createHmac('sha512', key).update('coffre/object/v1\x01').digest();
    expect(object.subarray(0, 18).toString('hex')).toBe(
      `43464 14f 01 01 ${derived.subarray(32, 40).toString('hex')} 00010000`.replaceAll(' ', ''),
    );
    const texts = ['op', 'vault', 'doc'].map((text) => `\0\0\0${String.fromCharCode(text.length)}${text}`);
    const nonce = Buffer.concat([object.subarray(18, 25), Buffer.from([0, 0, 0, 0, 1])]);
    const decipher = createDecipheriv('aes-256-gcm', derived.subarray(0, 32), nonce);
    decipher.setAAD(Buffer.concat([object.subarray(0, 25), Buffer.from(texts.join(''))]));
    decipher.setAuthTag(object.subarray(-16));
    expect(Buffer.concat([decipher.update(object.subarray(25, -16)), decipher.final()]).toString()).toBe(
      'bulletin',
    );
  });

  test('names a later version or another file `unknown-format`', () => {
    const later = Buffer.from(STORED, 'hex');
    later[4] = 2;
    expect(codeOf(() => cipher.decrypt(key, written, later))).toBe('unknown-format');
    expect(codeOf(() => cipher.decrypt(key, written, Buffer.from('%PDF-1.7'.padEnd(60))))).toBe(
      'unknown-format',
    );
  });
});
