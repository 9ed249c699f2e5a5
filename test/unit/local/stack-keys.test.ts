import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepKeys } from '../../../infra/local/stack-keys';
import { createCheckpointSigner } from '../../../services/journal/checkpoint';
import { originOf } from '../../../services/journal/origin';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keep = (hasData = false) => keepKeys({ given: {}, folder, hasData, objects: null });

it.each(['JOURNAL_VKEY_FILE', 'JOURNAL_KEY_FILE', 'KEK_FILE'] as const)(
  'completes a first start that was interrupted before %s was written',
  async (missing) => {
    const files = await keep();
    await rm(files[missing]);
    await keep();
    await readFile(files.KEK_FILE);
    const vkey = await readFile(files.JOURNAL_VKEY_FILE, 'utf8');
    const pem = await readFile(files.JOURNAL_KEY_FILE, 'utf8');
    expect(createCheckpointSigner(pem, originOf(vkey)).vkey).toBe(vkey);
  },
);

it('makes no key beside data, and changes none that is there', async () => {
  const files = await keep();
  const pem = await readFile(files.JOURNAL_KEY_FILE, 'utf8');
  await keep(true);
  expect(await readFile(files.JOURNAL_KEY_FILE, 'utf8')).toBe(pem);
  await rm(files.JOURNAL_VKEY_FILE);
  await expect(keep(true)).rejects.toMatchObject({ code: 'keys-missing' });
});
