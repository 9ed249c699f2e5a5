import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createClosers } from '../../../infra/local/closers';
import { startS3 } from '../../../infra/local/start-s3';
import type { BareTask } from '../bare/main';
import type { BenchContext } from '../context';
import { startTsa } from './start-tsa';

export type BareDocument = BareTask['documents'][number];

export interface BareRate {
  readonly documentsPerSecond: number;
  readonly inFlight: number;
  readonly processes: number;
}

const IN_FLIGHT = [8, 16, 32] as const;
const PROCESSES = [1, 2] as const;
/** Enough to find the best of the settings, which then does all documents. */
const SEARCH_DOCUMENTS = 1_000;

/** The best that the bare loop does with these documents on this machine. */
export async function measureBare(
  context: BenchContext,
  documents: readonly BareDocument[],
): Promise<BareRate> {
  const opened = createClosers((error) => context.say(`closing failed: ${String(error)}`));
  context.closers.add(() => opened.closeAll());
  try {
    const folder = await mkdtemp(path.join(context.scratch, 'bare-'));
    opened.add(() => rm(folder, { recursive: true, force: true }));
    const tsa = await startTsa(context, path.join(folder, 'pki'));
    opened.add(() => tsa.stop());
    const s3 = context.options.store === 's3' ? await startS3(path.join(folder, 'ceph')) : null;
    if (s3 !== null) opened.add(() => s3.ceph.stop());
    const run = async (some: readonly BareDocument[], inFlight: number, processes: number) => {
      const store = s3 === null ? await freshFolders(folder) : bucketsOf(s3.environment);
      const tasks = deal(some, processes).map((share) => ({
        documents: share,
        inFlight,
        tsaUrl: tsa.url,
        store,
      }));
      const seconds = await runTasks(context, folder, tasks);
      return { documentsPerSecond: some.length / seconds, inFlight, processes };
    };
    const tried: BareRate[] = [];
    for (const processes of PROCESSES) {
      for (const inFlight of IN_FLIGHT) {
        tried.push(await run(documents.slice(0, SEARCH_DOCUMENTS), inFlight, processes));
      }
    }
    const best = tried.reduce((a, b) => (b.documentsPerSecond > a.documentsPerSecond ? b : a));
    return documents.length <= SEARCH_DOCUMENTS ? best : run(documents, best.inFlight, best.processes);
  } finally {
    await opened.closeAll();
  }
}

function deal<T>(all: readonly T[], hands: number): T[][] {
  return Array.from({ length: hands }, (_, hand) => all.filter((_one, at) => at % hands === hand));
}

async function freshFolders(folder: string): Promise<BareTask['store']> {
  const made = await mkdtemp(path.join(folder, 'objects-'));
  const folders = [path.join(made, 'agent'), path.join(made, 'employer')] as const;
  for (const each of folders) await mkdir(each);
  return { kind: 'folder', folders };
}

function bucketsOf(environment: Readonly<Record<string, string>>): BareTask['store'] {
  const {
    S3_ENDPOINT = '',
    S3_ACCESS_KEY_ID = '',
    S3_SECRET_ACCESS_KEY = '',
    S3_BUCKET_PREFIX,
  } = environment;
  return {
    kind: 's3',
    endpoint: S3_ENDPOINT,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    buckets: [`${S3_BUCKET_PREFIX}-agent-vaults`, `${S3_BUCKET_PREFIX}-employer-vaults`],
  };
}

/** One process per task, all loaded and warm before the clock runs. @returns seconds */
async function runTasks(context: BenchContext, folder: string, tasks: readonly BareTask[]): Promise<number> {
  const program = path.join(context.root, 'dist/test/bench/bare/main.js');
  const children: ChildProcess[] = [];
  try {
    for (const [at, task] of tasks.entries()) {
      const file = path.join(folder, `task-${at}.json`);
      await writeFile(file, JSON.stringify(task));
      children.push(fork(program, [file]));
    }
    await Promise.all(children.map((child) => hear(child, 'ready')));
    const start = performance.now();
    const done = children.map((child) => hear(child, 'done'));
    for (const child of children) child.send('go');
    await Promise.all(done);
    return (performance.now() - start) / 1000;
  } finally {
    for (const child of children) child.disconnect();
    await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
  }
}

async function hear(child: ChildProcess, word: string): Promise<void> {
  const gone = new AbortController();
  const { signal } = gone;
  try {
    const [said] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => [`exit ${code}`]),
    ]);
    if (said !== word) throw new Error(`the bare loop said ${said}`);
  } finally {
    gone.abort();
  }
}
