import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './compose-file';

/** Nothing is built here: these are rules about what the file says. */
const instructions = readFileSync(path.join(ROOT, 'infra/deploy/Containerfile'), 'utf8')
  .replace(/^\s*#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest: rest.replace(/\s+/g, ' ').trim() };
  });
const stageStarts = instructions.flatMap(({ name }, at) => (name === 'FROM' ? [at] : []));
const finalStage = instructions.slice(stageStarts.at(-1));
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** Sources of COPY that come from the repository. */
const copied = instructions
  .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
  .flatMap(({ rest }) => rest.split(' ').slice(0, -1));

it('builds in stages, each from an image pinned by version', () => {
  expect(stageStarts.length).toBeGreaterThanOrEqual(3);
  for (const at of stageStarts)
    expect(instructions[at]?.rest).toMatch(/^node:\d+\.\d+\.\d+-[a-z-]+( AS \w+)?$/);
});

it('runs a version of Node that the product supports', () => {
  const [major = 0, minor = 0] = (/node:(\d+)\.(\d+)/.exec(finalStage[0]?.rest ?? '') ?? [])
    .slice(1)
    .map(Number);
  const [least = 0, leastMinor = 0] = (/>=(\d+)\.(\d+)/.exec(manifest.engines.node) ?? [])
    .slice(1)
    .map(Number);
  expect(major > least || (major === least && minor >= leastMinor)).toBe(true);
});

it('ends as a numeric user that is not root, and changes user once', () => {
  const users = finalStage.filter(({ name }) => name === 'USER').map(({ rest }) => rest);
  expect(users).toEqual(['10001:10001']);
  const after = finalStage.slice(finalStage.findIndex(({ name }) => name === 'USER') + 1);
  expect(after.map(({ name }) => name)).not.toContain('RUN');
});

it('ships compiled programs, migrations and production packages, and nothing else', () => {
  const shipped = finalStage.filter(({ name }) => name === 'COPY').map(({ rest }) => rest);
  expect(shipped).toEqual([
    '--from=dependencies /build/node_modules node_modules',
    '--from=build /build/dist dist',
    'package.json LICENSE ./',
    'infra/postgres/migrations infra/postgres/migrations',
  ]);
  const installs = instructions
    .filter(({ rest }) => /npm (ci|install|i)\b/.test(rest))
    .map(({ rest }) => rest);
  expect(installs).toEqual(['npm ci --ignore-scripts', 'npm ci --omit=dev --ignore-scripts']);
  expect(instructions.some(({ rest }) => rest.includes('rm -rf dist/test dist/infra/local'))).toBe(true);
});

it('holds no secret and takes none while building', () => {
  const settings = instructions
    .filter(({ name }) => name === 'ENV' || name === 'ARG')
    .map(({ rest }) => rest);
  expect(settings).toEqual(['NODE_ENV=production']);
  expect(instructions.map(({ name }) => name)).not.toContain('ADD');
});

it('is probed from inside, where the operations port is', () => {
  const probe = finalStage.find(({ name }) => name === 'HEALTHCHECK')?.rest ?? '';
  expect(probe).toContain('http://127.0.0.1:9464/readyz');
});

it('copies files that exist and that the builder is given', () => {
  const ignore = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  expect(ignore.find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
  const given = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  for (const source of copied) {
    expect(existsSync(path.join(ROOT, source))).toBe(true);
    expect(given.some((name) => source === name || source.startsWith(`${name}/`))).toBe(true);
  }
  for (const secret of ['.env', '.data', 'secrets', 'demo-output', '.git'])
    expect(given).not.toContain(secret);
});

it('needs no package of development in what it ships', () => {
  const production = new Set([...Object.keys(manifest.dependencies), 'node']);
  // Not the portal: it is bundled where development packages are, and ships as files that import nothing.
  for (const file of sourcesOf(['services', 'workers', 'infra'])) {
    for (const name of packagesIn(readFileSync(file, 'utf8'))) {
      if (!production.has(name)) throw new Error(`${path.relative(ROOT, file)} needs ${name}`);
    }
  }
});

function sourcesOf(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => file.endsWith('.ts') && !NOT_SHIPPED.some((folder) => file.startsWith(folder))),
  );
}

/** As TypeScript: the embedded stack, and the portal's sources. */
const NOT_SHIPPED = ['infra/local/', 'services/portal/'].map((folder) => path.join(ROOT, folder, '/'));

/** Packages imported for their values: types are gone from what is shipped. */
function packagesIn(source: string): string[] {
  const imports = source.matchAll(
    /(?:^import (?!type\b)[^;]*?from |^import |import\(|require\()'([^'.][^']*)'/gm,
  );
  return [...imports].map(([, specifier = '']) => {
    if (specifier.startsWith('node:')) return 'node';
    return specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
  });
}
