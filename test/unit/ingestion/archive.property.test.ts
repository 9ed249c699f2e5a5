import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import {
  type ArchiveEntry,
  type ArchiveLimits,
  listEntries,
} from '../../../services/ingestion/archive/list-entries';
import { DamagedEntryError, readEntry, streamEntry } from '../../../services/ingestion/archive/read-entry';
import { BatchFailure } from '../../../services/ingestion/errors';
import { writeZip, type ZipEntry } from '../../support/zip-writer';
import { readerOver } from './staged-upload';

const LIMITS: ArchiveLimits = {
  entries: 100,
  expandedBytes: 1_000_000,
  expansionRatio: 100,
  fileBytes: 200_000,
};

const files = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-zé0-9]{1,12}(?:\/[a-z0-9]{1,8})?$/),
    content: fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
    stored: fc.boolean(),
  }),
  { selector: ({ name }) => name, maxLength: 8 },
);

async function list(bytes: Buffer): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of listEntries(readerOver(bytes), LIMITS)) entries.push(entry);
  return entries;
}

async function stream(bytes: Buffer, entry: ArchiveEntry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of streamEntry(readerOver(bytes), entry)) parts.push(part);
  return Buffer.concat(parts);
}

it('every file of an honest archive is listed and read as it was packed', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (packed: ZipEntry[]) => {
      const zip = writeZip(packed);
      const entries = await list(zip);
      expect(entries.map(({ path, flaw }) => [path, flaw])).toEqual(
        packed.map(({ name }) => [name.normalize('NFC'), null]),
      );
      for (const [at, entry] of entries.entries()) {
        const content = packed[at]?.content;
        expect(await readEntry(readerOver(zip), entry)).toEqual(content);
        expect(await stream(zip, entry)).toEqual(content);
      }
    }),
    { numRuns: 60 },
  );
});

it('an archive changed anywhere fails as an archive, as a file, or reads as it was packed', async () => {
  const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), {
    minLength: 1,
    maxLength: 4,
  });
  const cut = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  await fc.assert(
    fc.asyncProperty(files, changes, cut, async (packed: ZipEntry[], bytes, keep) => {
      const whole = writeZip(packed);
      for (const [place, value] of bytes) whole[Math.floor(place * whole.length)] = value;
      const zip = keep === null ? whole : whole.subarray(0, Math.floor(keep * whole.length));
      let entries: ArchiveEntry[] = [];
      try {
        entries = await list(zip);
      } catch (error) {
        expect(error).toBeInstanceOf(BatchFailure);
      }
      const contents = packed.map(({ content }) => content.toString('hex'));
      for (const entry of entries.filter(({ flaw }) => flaw === null)) {
        for (const read of [() => readEntry(readerOver(zip), entry), () => stream(zip, entry)]) {
          try {
            // The checksum of 32 bits lets nothing else through here.
            expect(contents).toContain((await read()).toString('hex'));
          } catch (error) {
            if (!(error instanceof DamagedEntryError)) throw error;
          }
        }
      }
    }),
    { numRuns: 400 },
  );
});

it('no more is unpacked than was announced', async () => {
  const bomb = { name: 'a', content: Buffer.alloc(50_000_000), claims: { size: 100_000 } };
  const zip = writeZip([bomb]);
  const [entry] = await list(zip);
  if (entry === undefined) throw new Error('not listed');
  await expect(readEntry(readerOver(zip), entry)).rejects.toThrow(DamagedEntryError);
  let taken = 0;
  const take = async () => {
    for await (const part of streamEntry(readerOver(zip), entry)) taken += part.length;
  };
  await expect(take()).rejects.toThrow(DamagedEntryError);
  expect(taken).toBeLessThanOrEqual(100_000);
});

it('an entry that says it is small does not bring more packed bytes than a file may have', async () => {
  const zip = writeZip([
    { name: 'a', content: Buffer.from('a'), claims: { compressedSize: 200_001 } },
    { name: 'b', content: Buffer.alloc(300_000, 'x'), stored: true },
  ]);
  const [entry] = await list(zip);
  expect(entry?.flaw).toBe('over-limit');
});

it('an error that comes after the reader stopped ends nothing', async () => {
  const unheard: unknown[] = [];
  const listen = (error: unknown) => unheard.push(error);
  process.on('uncaughtException', listen);
  try {
    for (let size = 0; size < 60; size += 1) {
      const content = Buffer.alloc(40 + size, 'abc');
      const packed = deflateRawSync(content).length;
      // Shorter than it is, and its packed bytes cut: stopped at once, then the end is missing.
      const zip = writeZip([{ name: 'a', content, claims: { size: 1, compressedSize: packed - 1 } }]);
      const [entry] = await list(zip);
      if (entry === undefined) throw new Error('not listed');
      await expect(stream(zip, entry)).rejects.toThrow(DamagedEntryError);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    process.off('uncaughtException', listen);
  }
  expect(unheard).toEqual([]);
});
