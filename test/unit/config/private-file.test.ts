import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createKekFile } from '../../../infra/encryption/kek-file';
import { PrivateFileError, readPrivateFile } from '../../../infra/private-file';
import { createJournalKey } from '../../../services/journal/checkpoint';

const ROOT = path.resolve(__dirname, '../../..');
const LOADER = path.join(ROOT, 'test/support/run-typescript.cjs');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-private-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function codeOf(file: string): string {
  try {
    readPrivateFile(file);
  } catch (error) {
    if (error instanceof PrivateFileError) return error.code;
    throw error;
  }
  return 'read';
}

it.each([
  [0o600, 'read'],
  [0o400, 'read'],
  [0o640, 'private-file-exposed'],
  [0o604, 'private-file-exposed'],
  [0o620, 'private-file-exposed'],
])('a file of mode %o is %s', async (mode, outcome) => {
  const file = path.join(folder, `mode-${mode}`);
  await writeFile(file, 'secret');
  await chmod(file, mode);
  expect(codeOf(file)).toBe(outcome);
});

it('tells a missing file from an exposed one', () => {
  expect(codeOf(path.join(folder, 'absent'))).toBe('private-file-missing');
});

it.each(['JOURNAL_KEY_FILE', 'SEAL_P12_FILE'] as const)(
  'a worker does not start while others may read its %s',
  async (exposed) => {
    const file = (name: string) => path.join(folder, name);
    if (exposed === 'JOURNAL_KEY_FILE') createKekFile(file('kek.json'));
    await writeFile(file('JOURNAL_KEY_FILE'), createJournalKey());
    await writeFile(file('SEAL_P12_FILE'), 'p12');
    for (const name of ['JOURNAL_KEY_FILE', 'SEAL_P12_FILE']) {
      await chmod(file(name), name === exposed ? 0o644 : 0o600);
    }
    const env = {
      PATH: process.env.PATH,
      WORKER_DATABASE_URL: 'postgres://coffre_worker@127.0.0.1:1/coffre',
      REDIS_URL: 'redis://127.0.0.1:1',
      STORE: 'folder',
      STORE_DIR: folder,
      KEK_FILE: file('kek.json'),
      JOURNAL_KEY_FILE: file('JOURNAL_KEY_FILE'),
      JOURNAL_VKEY_FILE: file('journal.vkey'),
      TSA_URL: 'https://tsa.example',
      TSA_CA_FILE: file('tsa-ca.pem'),
      SEAL_CA_FILE: file('seal-ca.pem'),
      SEAL_P12_FILE: file('SEAL_P12_FILE'),
      SEAL_P12_PASSWORD_FILE: file('seal.password'),
      SMTP_URL: 'smtps://mail.example',
      MAIL_FROM: 'coffre@example.org',
      PUBLIC_URL: 'https://coffre.example',
    };
    const started = promisify(execFile)(
      process.execPath,
      ['--require', LOADER, path.join(ROOT, 'workers/main.ts')],
      { cwd: ROOT, env, timeout: 50_000 },
    );
    await expect(started).rejects.toMatchObject({
      stderr: expect.stringContaining(`private-file-exposed: ${file(exposed)}`),
    });
  },
);
