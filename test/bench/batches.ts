import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';
import { readBatchMetadata } from '../../infra/local/demo/compare-report';

/** One employer's month: directory and slips. */
export interface GeneratedBatch {
  readonly siret: string;
  readonly period: string;
  readonly items: number;
  readonly archive: string;
  readonly agentsCsv: string;
  readonly employersCsv: string;
}

export interface Batches {
  /**
   * Another seed is another employer with other agents, so that no slip of one
   * batch is a duplicate of one of another.
   */
  generate(seed: string, items: number): Promise<GeneratedBatch>;
  /** The slips of a batch as single files, by their path in the archive. */
  unpack(batch: GeneratedBatch): Promise<ReadonlyMap<string, string>>;
}

/** Each batch is generated once, however often it is asked for. */
export function createBatches(generator: string, folder: string): Batches {
  const generated = new Map<string, Promise<GeneratedBatch>>();
  const unpacked = new Map<string, Promise<ReadonlyMap<string, string>>>();
  return {
    generate: (seed, items) =>
      once(generated, `${seed}-${items}`, (name) =>
        generate(generator, path.join(folder, name), seed, items),
      ),
    unpack: ({ archive }) =>
      once(unpacked, archive, () => unpack(archive, path.join(path.dirname(archive), 'documents'))),
  };
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: (key: string) => Promise<T>): Promise<T> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const value = make(key);
  made.set(key, value);
  return value;
}

async function generate(
  generator: string,
  folder: string,
  seed: string,
  items: number,
): Promise<GeneratedBatch> {
  const args = ['--items', String(items), '--seed', seed, '--out', folder];
  await promisify(execFile)(process.execPath, [generator, ...args]);
  const file = (name: string) => path.join(folder, name);
  return {
    ...(await readBatchMetadata(file('expected.csv'))),
    items,
    archive: file('batch.zip'),
    agentsCsv: file('agents.csv'),
    employersCsv: file('employers.csv'),
  };
}

async function unpack(archive: string, folder: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder);
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  const files = new Map<string, string>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('.pdf')) continue;
      const file = path.join(folder, `${files.size}.pdf`);
      await writeFile(file, await buffer(await zip.openReadStreamPromise(entry)));
      files.set(entry.fileName, file);
    }
  } finally {
    zip.close();
  }
  return files;
}
