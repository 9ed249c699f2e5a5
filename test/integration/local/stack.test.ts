import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { layFakeInstallation } from '../../support/fake-installation';

const REPOSITORY = path.resolve(__dirname, '../../..');
const NOBODY = 65_534;

/** What a launcher process says of the stack that it runs. */
interface Said {
  readonly url: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly pids: Readonly<Record<'api' | 'worker', number>>;
}

interface Launcher {
  readonly child: ChildProcess;
  readonly said: Said;
  readonly errors: () => string;
}

let base: string;
let root: string;
const launchers: ChildProcess[] = [];

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'coffre-test-stack-'));
  await chmod(base, 0o755);
  root = path.join(base, 'clone');
  await layFakeInstallation(root, REPOSITORY, 'link');
});
afterEach(async () => {
  for (const child of launchers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** A private temporary folder, so that runs of other tests are neither seen nor disturbed. */
async function makeTemporary(uid?: number): Promise<string> {
  const folder = await mkdtemp(path.join(base, 'tmp-'));
  if (uid !== undefined) await chown(folder, uid, uid);
  return folder;
}

async function launch(options: {
  mode: 'temporary' | 'persistent';
  temporary: string;
  folder?: string;
  root?: string;
  given?: Record<string, string>;
  uid?: number;
}): Promise<Launcher> {
  const clone = options.root ?? root;
  const script = `
    const { startStack } = require(${JSON.stringify(path.join(clone, 'dist/infra/local/stack.js'))});
    const options = ${JSON.stringify({ root: clone, mode: options.mode, folder: options.folder, workers: 1 })};
    const given = ${JSON.stringify({ PATH: process.env.PATH ?? '', ...options.given })};
    startStack({ ...options, given, say: (sentence) => console.error(sentence) }).then((stack) => {
      process.on('SIGTERM', () => stack.stop());
      const pids = { api: stack.api.pid, worker: stack.workers[0].pid };
      console.log(JSON.stringify({ url: stack.url, folder: stack.folder, environment: stack.environment, pids }));
      return stack.ended;
    }).then((reason) => process.exit(reason === 'asked' ? 0 : 1), (error) => {
      console.error(error.code, error.message);
      process.exit(2);
    });`;
  const child = spawn(process.execPath, ['-e', script], {
    cwd: '/',
    env: { PATH: process.env.PATH, TMPDIR: options.temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  launchers.push(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, 'line').then(([text]) => String(text)), once(child, 'close')]);
  if (typeof line !== 'string') throw new Error(`launcher ended: ${errors}`);
  return { child, said: JSON.parse(line), errors: () => errors };
}

async function stop({ child }: Launcher): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}

/** Every process whose command line or working folder names this folder, or that was started with it. */
async function findProcessesOf(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    try {
      const traces = await Promise.all(
        ['cmdline', 'environ'].map((name) => readFile(`/proc/${pid}/${name}`, 'latin1')),
      );
      const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
      const links = await Promise.all(
        [`/proc/${pid}/cwd`, ...files.map((fd) => `/proc/${pid}/fd/${fd}`)].map((link) =>
          readlink(link).catch(() => ''),
        ),
      );
      if ([...traces, ...links].some((text) => text.includes(folder))) found.push(`${pid} ${traces[0]}`);
    } catch {
      // Ended meanwhile.
    }
  }
  return found;
}

async function eventuallyNothingOf(folder: string, seconds: number): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  let left = await findProcessesOf(folder);
  while (left.length > 0 && performance.now() < deadline) {
    await delay(100);
    left = await findProcessesOf(folder);
  }
  expect(left).toEqual([]);
}

async function query(url: string | undefined, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('gives every program its own role and no other, and the same store, keys and time', async () => {
  const temporary = await makeTemporary();
  const { said } = await launch({ mode: 'temporary', temporary });
  const api: Record<string, string> = Object(await (await fetch(said.url)).json());
  const worker = JSON.parse(await readFile(path.join(said.folder, 'outbox-worker.json'), 'utf8'));
  const role = (url: string | undefined) => new URL(url ?? '').username;
  expect(role(api.DATABASE_URL)).toBe('coffre_api');
  expect(role(worker.WORKER_DATABASE_URL)).toBe('coffre_worker');
  expect(role(api.QUEUE_DATABASE_URL)).toBe('coffre_queue');
  for (const [program, foreign] of [
    [api, ['WORKER_DATABASE_URL', 'OWNER_DATABASE_URL']],
    [worker, ['DATABASE_URL', 'OWNER_DATABASE_URL']],
  ] as const) {
    expect(foreign.filter((name) => name in program)).toEqual([]);
    expect(program).toMatchObject({
      QUEUE: 'postgres',
      STORE: 'folder',
      MAIL: 'outbox',
      KEK_FILE: api.KEK_FILE,
    });
  }
});

it('leaves neither process nor temporary file when stopped', async () => {
  const temporary = await makeTemporary();
  const launcher = await launch({ mode: 'temporary', temporary });
  expect((await findProcessesOf(temporary)).length).toBeGreaterThan(3);
  await stop(launcher);
  expect(await findProcessesOf(temporary)).toEqual([]);
  expect((await readdir(temporary)).filter((name) => !/^coffre-\d+$/.test(name))).toEqual([]);
});

it('leaves neither process nor temporary file when killed, without a new start', async () => {
  const temporary = await makeTemporary();
  const { child } = await launch({ mode: 'temporary', temporary });
  child.kill('SIGKILL');
  await eventuallyNothingOf(temporary, 10);
  expect((await readdir(temporary)).filter((name) => !/^coffre-\d+$/.test(name))).toEqual([]);
});

it('cleans up at the next start when launcher and watchdog were killed together', async () => {
  const temporary = await makeTemporary();
  const first = await launch({ mode: 'temporary', temporary });
  const watchdogs = (await findProcessesOf(temporary)).filter((text) => text.includes('watchdog.js'));
  expect(watchdogs).toHaveLength(1);
  for (const text of watchdogs) process.kill(Number.parseInt(text, 10), 'SIGKILL');
  first.child.kill('SIGKILL');
  await delay(500);
  const second = await launch({ mode: 'temporary', temporary });
  expect(await findProcessesOf(first.said.folder)).toEqual([]);
  await expect(readdir(first.said.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  await stop(second);
});

it('lets two instances run side by side: neither start nor stop of one touches the other', async () => {
  const temporary = await makeTemporary();
  const first = await launch({ mode: 'temporary', temporary });
  const second = await launch({ mode: 'temporary', temporary });
  expect(await query(first.said.environment.OWNER_DATABASE_URL, 'select 1 as one')).toEqual([{ one: 1 }]);
  await stop(second);
  expect(await query(first.said.environment.OWNER_DATABASE_URL, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect((await fetch(first.said.url)).status).toBe(200);
  await stop(first);
});

it('keeps data and keys over a stop and over a kill', async () => {
  const temporary = await makeTemporary();
  const folder = path.join(temporary, 'data');
  const first = await launch({ mode: 'persistent', temporary, folder });
  const kek = await readFile(path.join(folder, 'keys/kek.json'), 'utf8');
  await query(first.said.environment.OWNER_DATABASE_URL, 'create table kept as select 1 as round');
  await stop(first);
  const second = await launch({ mode: 'persistent', temporary, folder });
  await query(second.said.environment.OWNER_DATABASE_URL, 'insert into kept values (2)');
  second.child.kill('SIGKILL');
  // At once: the next start must not meet the end of the last one.
  const third = await launch({ mode: 'persistent', temporary, folder });
  expect(
    await query(third.said.environment.OWNER_DATABASE_URL, 'select round from kept order by round'),
  ).toEqual([{ round: 1 }, { round: 2 }]);
  expect(await readFile(path.join(folder, 'keys/kek.json'), 'utf8')).toBe(kek);
  await stop(third);
});

it('refuses a folder that another launcher runs', async () => {
  const temporary = await makeTemporary();
  const folder = path.join(temporary, 'data');
  const first = await launch({ mode: 'persistent', temporary, folder });
  await expect(launch({ mode: 'persistent', temporary, folder })).rejects.toThrow('in-use');
  expect((await fetch(first.said.url)).status).toBe(200);
});

it.each(['kek.json', 'journal-key.pem'])(
  'does not start with data whose %s is missing, and makes no new one',
  async (name) => {
    const temporary = await makeTemporary();
    const folder = path.join(temporary, 'data');
    await stop(await launch({ mode: 'persistent', temporary, folder }));
    await rm(path.join(folder, 'keys', name));
    await expect(launch({ mode: 'persistent', temporary, folder })).rejects.toThrow('keys-missing');
    expect(await readdir(path.join(folder, 'keys'))).not.toContain(name);
    expect(await findProcessesOf(temporary)).toEqual([]);
  },
);

it('does not make keys beside stored objects whose database is gone', async () => {
  const temporary = await makeTemporary();
  const folder = path.join(temporary, 'data');
  await mkdir(path.join(folder, 'objects'), { recursive: true });
  await writeFile(path.join(folder, 'objects', 'something'), 'x');
  await expect(launch({ mode: 'persistent', temporary, folder })).rejects.toThrow('keys-missing');
});

it('starts a worker anew that died, and stops everything when the API died', async () => {
  const temporary = await makeTemporary();
  const launcher = await launch({ mode: 'temporary', temporary });
  process.kill(launcher.said.pids.worker, 'SIGKILL');
  await delay(3_000);
  const workers = (await findProcessesOf(temporary)).filter((text) => text.includes('workers/main.js'));
  expect(workers).toHaveLength(1);
  expect(Number.parseInt(workers[0] ?? '', 10)).not.toBe(launcher.said.pids.worker);
  const ended = once(launcher.child, 'exit');
  process.kill(launcher.said.pids.api, 'SIGKILL');
  expect(await ended).toEqual([1, null]);
  expect(launcher.errors()).toContain('worker-1 died (SIGKILL)');
  expect(launcher.errors()).toContain('api died (SIGKILL)');
  expect(await findProcessesOf(temporary)).toEqual([]);
});

it('takes a given database with an administrator, and makes roles on it', async () => {
  const temporary = await makeTemporary();
  const server = await launch({ mode: 'temporary', temporary });
  const password = (
    await readFile(path.join(server.said.folder, 'postgres/superuser-password'), 'utf8')
  ).trim();
  const url = new URL(server.said.environment.OWNER_DATABASE_URL ?? '');
  url.username = 'postgres';
  url.password = password;
  url.pathname = '/given';
  const folder = path.join(temporary, 'data');
  const { said } = await launch({ mode: 'persistent', temporary, folder, given: { DATABASE_URL: url.href } });
  expect(await readdir(folder)).not.toContain('postgres');
  expect(
    await query(said.environment.OWNER_DATABASE_URL, 'select current_database() as d, current_user as u'),
  ).toEqual([{ d: 'given', u: 'coffre_owner' }]);
});

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;

// Only root can become somebody else, and only where others may read the sources.
const readable = spawnSync('test', ['-r', path.join(REPOSITORY, 'package.json')], {
  uid: NOBODY,
  gid: NOBODY,
});
const asNobody = isRoot && readable.status === 0 ? it : it.skip;
asNobody('runs as an ordinary user', async () => {
  const temporary = await makeTemporary(NOBODY);
  const launcher = await launch({ mode: 'temporary', temporary, uid: NOBODY });
  expect(await query(launcher.said.environment.OWNER_DATABASE_URL, 'select 1 as one')).toEqual([{ one: 1 }]);
  await stop(launcher);
});

asRoot('runs as root from a clone that only root may enter', async () => {
  const hidden = await mkdtemp(path.join(base, 'hidden-'));
  const clone = path.join(hidden, 'clone');
  await layFakeInstallation(clone, REPOSITORY, 'copy');
  await chmod(hidden, 0o700);
  const launcher = await launch({
    mode: 'persistent',
    temporary: await makeTemporary(),
    root: clone,
    folder: path.join(clone, '.data'),
  });
  expect(await query(launcher.said.environment.OWNER_DATABASE_URL, 'select 1 as one')).toEqual([{ one: 1 }]);
  await stop(launcher);
});
