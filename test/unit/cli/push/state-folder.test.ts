import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { defaultStateFolder, openStateFolder, stateName } from '../../../../services/cli/push/state-folder';

const shape = z.object({ size: z.number() });
let base: string;
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'coffre-state-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

it('keeps what its owner alone may read, whole, and forgets it', async () => {
  const folder = path.join(base, 'a', 'b');
  const state = openStateFolder(folder);
  expect(await state.read('log.json', shape)).toBeNull();
  await Promise.all(Array.from({ length: 8 }, (_, size) => state.write('log.json', { size })));
  expect(await readdir(folder)).toEqual(['log.json']);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(path.join(folder, 'log.json'))).mode & 0o777).toBe(0o600);
  expect(await state.read('log.json', shape)).toEqual({ size: expect.any(Number) });
  await state.remove('log.json');
  await state.remove('log.json');
  expect(await state.read('log.json', shape)).toBeNull();
});

it.each(['', '{', '{"size":"1"}', 'null'])('never takes %p for nothing', async (content) => {
  await writeFile(path.join(base, 'log.json'), content);
  await expect(openStateFolder(base).read('log.json', shape)).rejects.toMatchObject({
    code: 'state-unreadable',
  });
});

it('names what cannot be written', async () => {
  const file = path.join(base, 'file');
  await writeFile(file, '');
  await chmod(file, 0o600);
  await expect(openStateFolder(path.join(file, 'x')).write('log.json', {})).rejects.toMatchObject({
    code: 'state-unwritable',
  });
});

it('says nothing in a name of what it is about', () => {
  const name = stateName('upload', '/v1/employers/1/batches/2');
  expect(name).toMatch(/^upload-[0-9a-f]{32}\.json$/);
  expect(stateName('upload', '/v1/employers/1/batches/3')).not.toBe(name);
});

it.each([
  [{}, '/home/paie/.local/state/coffre'],
  [{ XDG_STATE_HOME: '/var/lib/paie' }, '/var/lib/paie/coffre'],
  // The specification has relative ones ignored.
  [{ XDG_STATE_HOME: 'paie' }, '/home/paie/.local/state/coffre'],
])('%j keeps it in %s', (environment, folder) => {
  expect(defaultStateFolder(environment, '/home/paie')).toBe(folder);
});
