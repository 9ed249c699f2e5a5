import { createVerify, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealingError } from '../../../services/sealing/errors';
import { loadPemSealKey, loadPkcs12SealKey, type SealKey } from '../../../services/sealing/seal-key';
import { run } from '../../support/pdf-judges';

const PASSWORD = 'mot de passe é';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'coffre-key-'));
  for (const [name, ...algorithm] of [
    ['ec', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
    ['rsa', 'rsa:2048'],
    ['weak', 'rsa:1024'],
    ['other', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  ]) {
    const files = ['-keyout', path(`${name}.key`), '-out', path(`${name}.pem`)];
    await run('openssl', [
      'req',
      '-x509',
      '-nodes',
      '-newkey',
      ...algorithm,
      ...files,
      '-subj',
      `/CN=${name}`,
    ]);
    const pair = ['-inkey', path(`${name}.key`), '-in', path(`${name}.pem`)];
    await run('openssl', [
      'pkcs12',
      '-export',
      ...pair,
      '-passout',
      `pass:${PASSWORD}`,
      '-out',
      path(`${name}.p12`),
    ]);
  }
});

afterAll(() => rm(dir, { recursive: true, force: true }));

function path(name: string): string {
  return join(dir, name);
}

async function signs(key: SealKey): Promise<boolean> {
  const data = Buffer.from('bulletin');
  const signature = await key.sign(data);
  return createVerify('sha256').update(data).verify(new X509Certificate(key.chain[0]).publicKey, signature);
}

function codeOf(load: () => SealKey): string {
  try {
    load();
    return 'loaded';
  } catch (error) {
    if (error instanceof SealingError) return error.code;
    throw error;
  }
}

test.each([
  ['ec', 'ecdsa-p256'],
  ['rsa', 'rsa'],
])("openssl's PKCS#12 with an %s key signs for its certificate", async (name, algorithm) => {
  const key = loadPkcs12SealKey(await readFile(path(`${name}.p12`)), PASSWORD);
  expect(key.algorithm).toBe(algorithm);
  expect(await signs(key)).toBe(true);
  expect(await signs(key)).toBe(true);
});

test('a key in PEM signs for its certificate', async () => {
  const key = loadPemSealKey(await readFile(path('ec.key'), 'utf8'), await readFile(path('ec.pem'), 'utf8'));
  expect(await signs(key)).toBe(true);
});

test('a wrong password, a damaged file and a weak key are seal-key-invalid', async () => {
  const file = await readFile(path('ec.p12'));
  expect(codeOf(() => loadPkcs12SealKey(file, 'wrong'))).toBe('seal-key-invalid');
  expect(codeOf(() => loadPkcs12SealKey(file.subarray(0, 300), PASSWORD))).toBe('seal-key-invalid');
  const weak = await readFile(path('weak.p12'));
  expect(codeOf(() => loadPkcs12SealKey(weak, PASSWORD))).toBe('seal-key-invalid');
});

test("a key that is not the certificate's is seal-key-invalid", async () => {
  const [key, chain] = await Promise.all([
    readFile(path('other.key'), 'utf8'),
    readFile(path('ec.pem'), 'utf8'),
  ]);
  expect(codeOf(() => loadPemSealKey(key, chain))).toBe('seal-key-invalid');
});
