import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createObjectCipher } from '../../../infra/encryption/object-cipher';
import { openStagedReader } from '../../../services/ingestion/staging/read-staged';
import { stagedObjectKey } from '../../../services/ingestion/staging/staged-parts';
import { keepInMemory } from './staged-upload';

const cipher = createObjectCipher();

describe('a staged upload', () => {
  it('reads as the content that was sent, wherever the parts are cut and whatever is asked', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 6 });
    const ranges = fc.array(fc.tuple(fc.double({ min: 0, max: 1.1, noNaN: true }), fc.nat(200_000)), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(sizes, ranges, async (parts, asked) => {
        const content = randomBytes(parts.reduce((sum, size) => sum + size, 0));
        const { store, upload } = keepInMemory(cipher, content, parts);
        const reader = openStagedReader({ cipher, store }, upload);
        expect(reader.size).toBe(content.length);
        await Promise.all(
          asked.map(async ([place, length]) => {
            const from = Math.floor(place * content.length);
            const read = await reader.read(from, length);
            expect(read.equals(content.subarray(from, from + length))).toBe(true);
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('reads across several windows of a larger content', async () => {
    const content = randomBytes(5 * 1024 * 1024 + 77);
    const { store, upload } = keepInMemory(cipher, content, [3_000_000, content.length - 3_000_000]);
    const reader = openStagedReader({ cipher, store }, upload);
    const read = await reader.read(10, content.length);
    expect(read.equals(content.subarray(10))).toBe(true);
    const [last, first] = await Promise.all([reader.read(content.length - 5, 50), reader.read(0, 5)]);
    expect([last, first]).toEqual([content.subarray(-5), content.subarray(0, 5)]);
  });

  it('gives nothing beyond its end, and nothing that was changed or exchanged in the store', async () => {
    const content = randomBytes(200_000);
    const kept = keepInMemory(cipher, content, [100_000, 100_000]);
    const reader = () => openStagedReader({ cipher, store: kept.store }, kept.upload);
    expect(await reader().read(content.length, 10)).toEqual(Buffer.alloc(0));
    expect(await reader().read(-1, 10)).toEqual(Buffer.alloc(0));
    const [first, second] = kept.upload.parts.map(({ objectId }) =>
      stagedObjectKey(kept.upload.batchId, objectId),
    );
    const [one, two] = [kept.objects.get(first ?? ''), kept.objects.get(second ?? '')];
    kept.objects.set(first ?? '', two ?? Buffer.alloc(0));
    kept.objects.set(second ?? '', one ?? Buffer.alloc(0));
    await expect(reader().read(0, 10)).rejects.toMatchObject({ code: 'integrity' });
    kept.objects.set(
      first ?? '',
      Buffer.from((one ?? Buffer.alloc(0)).map((byte, at) => (at === 5000 ? byte ^ 1 : byte))),
    );
    await expect(reader().read(0, 10)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('goes on after a read that failed', async () => {
    const content = randomBytes(1000);
    const { store, upload } = keepInMemory(cipher, content, [1000]);
    let failing = true;
    const flaky = {
      ...store,
      get: (...call: Parameters<typeof store.get>) =>
        failing ? Promise.reject(new Error('down')) : store.get(...call),
    };
    const reader = openStagedReader({ cipher, store: flaky }, upload);
    await expect(reader.read(0, 10)).rejects.toThrow('down');
    failing = false;
    expect(await reader.read(0, 10)).toEqual(content.subarray(0, 10));
  });
});
