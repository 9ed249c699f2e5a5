import { chmod, chown, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOwnFolder } from '../../../infra/local/postgres-binaries';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-test-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('trusts a cached copy that only its owner can write', async () => {
  const cached = path.join(folder, 'cached');
  await mkdir(cached);
  await chmod(cached, 0o755);
  expect(await isOwnFolder(cached)).toBe(true);
});

it.each([0o777, 0o775, 0o1777])(
  'does not trust a folder of mode %o, which others can write',
  async (mode) => {
    const cached = path.join(folder, 'cached');
    await mkdir(cached);
    await chmod(cached, mode);
    expect(await isOwnFolder(cached)).toBe(false);
  },
);

it('does not trust a link, whatever it points to', async () => {
  const target = path.join(folder, 'target');
  await mkdir(target, { mode: 0o755 });
  const cached = path.join(folder, 'cached');
  await symlink(target, cached);
  expect(await isOwnFolder(cached)).toBe(false);
});

const asRoot = process.getuid?.() === 0 ? it : it.skip;
asRoot("does not trust another user's folder", async () => {
  const cached = path.join(folder, 'cached');
  await mkdir(cached, { mode: 0o755 });
  await chown(cached, 65_534, 65_534);
  expect(await isOwnFolder(cached)).toBe(false);
});
