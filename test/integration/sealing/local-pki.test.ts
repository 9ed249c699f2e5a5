import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../support/pdf-judges';

const ROOT = join(__dirname, '../../..');
const MAIN = join(ROOT, 'infra/local/pki/main.ts');
const LOADER = join(ROOT, 'test/support/run-typescript.cjs');

interface Program {
  readonly url: string;
  stop(): Promise<void>;
}

let dir: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'coffre-pki-test-'));
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

function launch(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--require', LOADER, MAIN, ...args], {
    env: { ...process.env, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, ended };
}

async function start(
  folder: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Program> {
  const { child, ended } = launch(['--dir', folder, '--port', '0', ...args], env);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString('utf8')));
    child.once('exit', () => reject(new Error('ended before it was ready')));
  });
  const ready: { ready: boolean; tsaUrl: string } = JSON.parse(line);
  expect(ready.ready).toBe(true);
  return {
    url: ready.tsaUrl,
    async stop() {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    },
  };
}

function post(url: string, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/timestamp-query' } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve(Buffer.concat(parts)));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The answer in openssl's words. */
async function stampWithOpenssl(program: Program, folder: string) {
  const path = (name: string) => join(folder, name);
  await writeFile(path('data'), 'bulletin');
  await run('openssl', ['ts', '-query', '-data', path('data'), '-sha256', '-cert', '-out', path('request')]);
  await writeFile(path('answer'), await post(program.url, await readFile(path('request'))));
  const ca = path('trust/tsa-ca.pem');
  const files = ['-queryfile', path('request'), '-in', path('answer')];
  const verify = await run('openssl', ['ts', '-verify', ...files, '-CAfile', ca]);
  const text = await run('openssl', ['ts', '-reply', '-in', path('answer'), '-text']);
  return {
    verified: verify.output.includes('Verification: OK'),
    serial: /Serial number: (0x[0-9A-F]+)/.exec(text.output)?.[1],
    time: new Date(/Time stamp: (.*)/.exec(text.output)?.[1] ?? ''),
  };
}

test.each(['p256', 'rsa2048'])(
  'openssl accepts its time stamps under %s, before and after a restart',
  async (algorithm) => {
    const folder = join(dir, algorithm);
    const first = await start(folder, ['--tsa-algorithm', algorithm]);
    const before = await stampWithOpenssl(first, folder);
    await first.stop();
    const authority = await readFile(join(folder, 'trust/tsa-ca.pem'));
    const second = await start(folder, ['--tsa-algorithm', algorithm]);
    const after = await stampWithOpenssl(second, folder);
    await second.stop();
    expect(before.verified && after.verified).toBe(true);
    expect(after.serial).not.toBe(before.serial);
    expect((await readFile(join(folder, 'trust/tsa-ca.pem'))).equals(authority)).toBe(true);
  },
);

test('keys and passwords are for the owner only, and openssl opens the PKCS#12', async () => {
  const folder = join(dir, 'modes');
  await (await start(folder)).stop();
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const file of [
    'seal.p12',
    'seal.password',
    'seal.key.pem',
    'seal-ca.key.pem',
    'tsa.key.pem',
    'tsa-ca.key.pem',
  ]) {
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  }
  const opened = await run('openssl', [
    ...['pkcs12', '-in', join(folder, 'seal.p12'), '-nokeys'],
    ...['-passin', `file:${join(folder, 'seal.password')}`],
  ]);
  expect(opened.code).toBe(0);
  expect(opened.output).toContain('NTRFR-999000003');
});

test('the certificates hold before a strict judge, and the seal names a legal person', async () => {
  const folder = join(dir, 'strict');
  await (await start(folder)).stop();
  const path = (name: string) => join(folder, name);
  const strict = ['verify', '-x509_strict', '-CAfile'];
  expect((await run('openssl', [...strict, path('trust/seal-ca.pem'), path('seal.chain.pem')])).code).toBe(0);
  const purpose = ['-purpose', 'timestampsign'];
  const tsa = await run('openssl', [...strict, path('trust/tsa-ca.pem'), ...purpose, path('tsa.pem')]);
  expect(tsa.output).toContain('OK');
});

test('time is moved by the file under test, and only there', async () => {
  const folder = join(dir, 'clock');
  const offset = join(dir, 'offset');
  await writeFile(offset, String(3 * 365 * 86_400_000));
  const moved = await start(folder, ['--clock-offset-file', offset], { COFFRE_TEST: '1' });
  const inThreeYears = await stampWithOpenssl(moved, folder);
  await moved.stop();
  const still = await start(folder, ['--clock-offset-file', offset], { COFFRE_TEST: '' });
  const today = await stampWithOpenssl(still, folder);
  await still.stop();
  const years = (inThreeYears.time.getTime() - today.time.getTime()) / (365 * 86_400_000);
  expect(years).toBeCloseTo(3, 2);
});

test('production is refused', async () => {
  const { child, ended } = launch(['--dir', join(dir, 'production')], { NODE_ENV: 'production' });
  let text = '';
  child.stderr.on('data', (data: Buffer) => {
    text += data.toString('utf8');
  });
  expect(await ended).toBe(1);
  expect(text).toContain('production');
  await expect(stat(join(dir, 'production'))).rejects.toThrow();
});

test('a bad request is answered by a refusal, and a too long one by a status', async () => {
  const program = await start(join(dir, 'bad'));
  const answer = await post(program.url, Buffer.from('not a request'));
  expect(answer.subarray(0, 7).toString('hex')).toMatch(/^30..30..020102$/);
  expect(await post(program.url, Buffer.alloc(100_000))).toHaveLength(0);
  await program.stop();
});
