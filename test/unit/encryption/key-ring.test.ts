import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKekFile, loadKekFile } from '../../../infra/encryption/kek-file';
import { createKeyRing } from '../../../infra/encryption/key-ring';

const context = { kind: 'agent', id: 'vault-1', owner: 'employment-1' };
const key = Buffer.alloc(32, 3);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kek-'));
  path = join(folder, 'keks.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const failsWith = (code: string) => expect.objectContaining({ code });

describe('a KEK file', () => {
  test('is readable by its owner alone, holds a KEK per purpose, and leaves no draft', () => {
    createKekFile(path, new Date('2026-11-23T10:00:00Z'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['keks.json']);
    const keks = Object.values(loadKekFile(path)).flat();
    expect(new Set(keks.map((kek) => kek.id)).size).toBe(5);
    expect(keks.map((kek) => kek.createdAt)).toEqual(Array(5).fill('2026-11-23T10:00:00.000Z'));
  });

  test('is never overwritten', () => {
    createKekFile(path);
    const before = readFileSync(path);
    expect(() => createKekFile(path)).toThrow(failsWith('kek-file-exists'));
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['keks.json']);
  });

  test('that is absent, exposed or damaged is refused by name, and no key stands in the error', () => {
    expect(() => loadKekFile(path)).toThrow(failsWith('kek-file-missing'));
    createKekFile(path);
    chmodSync(path, 0o640);
    expect(() => loadKekFile(path)).toThrow(failsWith('kek-file-exposed'));
    chmodSync(path, 0o600);

    const text = readFileSync(path, 'utf8');
    const secret = loadKekFile(path).agent[0]?.key.toString('base64') ?? '';
    const otherKey = text.replace(secret, Buffer.alloc(32).toString('base64'));
    for (const damaged of ['', text.slice(0, -20), otherKey, text.replace('"agent"', '"agents"')]) {
      writeFileSync(path, damaged);
      try {
        loadKekFile(path);
        throw new Error('accepted');
      } catch (error) {
        expect(error).toMatchObject({ code: 'kek-file-invalid' });
        expect(error).not.toHaveProperty('cause');
      }
    }
  });
});

describe('the key ring', () => {
  const freshKeks = () => {
    rmSync(path, { force: true });
    createKekFile(path);
    return loadKekFile(path);
  };

  test('unwraps what it wrapped, for the same purpose and context alone', () => {
    const ring = createKeyRing(freshKeks());
    const wrapped = ring.wrap('agent', key, context);
    expect(ring.unwrap('agent', wrapped, context).equals(key)).toBe(true);
    expect(() => ring.unwrap('employer', wrapped, context)).toThrow(failsWith('key-unavailable'));
    expect(() => ring.unwrap('agent', wrapped, { ...context, owner: 'x' })).toThrow(failsWith('integrity'));
  });

  test('wraps under the newest KEK and unwraps under any that is left', () => {
    const [old, fresh] = [freshKeks(), freshKeks()];
    const rotated = { ...old, agent: [...old.agent, ...fresh.agent] };
    const wrappedBefore = createKeyRing(old).wrap('agent', key, context);
    const ring = createKeyRing(rotated);
    expect(ring.unwrap('agent', wrappedBefore, context).equals(key)).toBe(true);

    const wrappedAfter = ring.wrap('agent', key, context);
    expect(createKeyRing(fresh).unwrap('agent', wrappedAfter, context).equals(key)).toBe(true);
    expect(() => createKeyRing(fresh).unwrap('agent', wrappedBefore, context)).toThrow(
      failsWith('key-unavailable'),
    );
  });

  test('says `key-unavailable` where a purpose has no KEK left', () => {
    const keks = freshKeks();
    const wrapped = createKeyRing(keks).wrap('agent', key, context);
    const ring = createKeyRing({ ...keks, agent: [] });
    expect(() => ring.wrap('agent', key, context)).toThrow(failsWith('key-unavailable'));
    expect(() => ring.unwrap('agent', wrapped, context)).toThrow(failsWith('key-unavailable'));
  });
});
