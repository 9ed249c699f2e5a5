import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { verifyFiles } from '../../../services/cli/verify';

const ROOT = path.resolve(__dirname, '../../..');
const LOADER = path.join(ROOT, 'test/unit/cli/run-cli.cjs');
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202e]/;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function coffre(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const main = path.join(ROOT, 'services/cli/main.ts');
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--require', LOADER, main, ...args],
      {
        cwd: ROOT,
        env: { PATH: process.env.PATH },
        timeout: 50_000,
      },
    );
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = Object(error);
    return { code, stdout, stderr };
  }
}

describe('coffre verify', () => {
  it.each([[['--trsut', 'x', 'a.pdf']], [['a.pdf', '--trust']], [[]]])(
    'answers a call that means nothing with 2 and the usage, never with "broken": %p',
    async (args) => {
      const { code, stdout, stderr } = await coffre('verify', ...args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('usage:');
    },
  );

  it('prints names and texts of files without a control character', async () => {
    const hostile = '\u001b[2J\rok.pdf: verified\u202e';
    await writeFile(path.join(folder, `${hostile}.pdf`), 'no pdf');
    await writeFile(path.join(folder, `${hostile}.json`), '{}');
    const lines: string[] = [];
    const files = [`${hostile}.pdf`, `${hostile}.json`, `${hostile}\nabsent`];
    await verifyFiles({
      files: files.map((name) => path.join(folder, name)),
      print: (line) => lines.push(line),
    });
    await verifyFiles({ files: [], trustDir: `${folder}/${hostile}`, print: (line) => lines.push(line) });
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines) expect(line).not.toMatch(CONTROL);
  });
});

describe('coffre keys create', () => {
  const create = (dir: string) =>
    coffre('keys', 'create', '--origin', 'coffre.example/journal', '--dir', dir);

  it('makes three files once, and touches none of them again', async () => {
    expect((await create(folder)).code).toBe(0);
    const names = ['journal-key.pem', 'journal.vkey', 'kek.json'];
    expect((await readdir(folder)).sort()).toEqual(names);
    const read = () => Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    const before = await read();
    expect((await create(folder)).code).toBe(1);
    expect(await read()).toEqual(before);
  });

  it.each(['journal-key.pem', 'journal.vkey', 'kek.json'])('makes nothing where %s exists', async (name) => {
    await writeFile(path.join(folder, name), 'kept');
    await chmod(path.join(folder, name), 0o600);
    const { code, stderr } = await create(folder);
    expect(code).toBe(1);
    expect(stderr).toContain(name);
    expect(await readdir(folder)).toEqual([name]);
  });

  it('answers a call without a folder with the usage', async () => {
    expect(await coffre('keys', 'create')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('usage:'),
    });
  });
});
