import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const config = path.join(root, '.dependency-cruiser.cjs');
const cruiser = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

interface Violation {
  readonly rule: string;
  readonly from: string;
}

function cruise(folder: string): Violation[] {
  const folders = ['services', 'workers', 'infra', 'test'];
  const run = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...folders],
    { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (run.stdout === '') throw new Error(run.stderr);
  const { summary } = JSON.parse(run.stdout) as {
    summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(0);
  return summary.violations.map(({ from, rule }) => ({ rule: rule.name, from }));
}

/** A tree of the same shape as the repository, holding only these files. */
function cruiseTree(files: Readonly<Record<string, string>>): Violation[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'coffre-architecture-'));
  try {
    for (const name of ['services', 'workers', 'infra', 'test']) mkdirSync(path.join(folder, name));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return cruise(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const A_VALUE = 'export const value = 1;\n';

describe('the sources', () => {
  it('break no rule of who may import whom', () => {
    expect(cruise(root)).toEqual([]);
  });
});

describe('the rules', () => {
  it('let the allowed directions pass', () => {
    const violations = cruiseTree({
      'infra/ports/clock.ts': A_VALUE,
      'infra/clock/system-clock.ts': "export { value } from '../ports/clock';\n",
      'services/journal/append.ts': "export { value } from '../../infra/ports/clock';\n",
      'services/vaults/deposit.ts': "export { value } from '../journal/append';\n",
      'services/api/app.ts': "export { value } from '../vaults/deposit';\n",
      'services/cli/main.ts': "export const verify = () => import('./verify.js');\n",
      'services/cli/verify.ts': A_VALUE,
      'services/main.ts':
        "export { value } from './api/app';\nexport { value as b } from '../infra/clock/system-clock';\n",
      'services/sealing/verify/check.ts':
        "import * as cms from '@peculiar/asn1-cms';\nexport const value = cms;\n",
    });
    expect(violations).toEqual([]);
  });

  it.each<[string, string, Record<string, string>]>([
    [
      'infra-knows-no-capability',
      'an adapter that knows a capability',
      {
        'infra/mail/send.ts': "export { value } from '../../services/vaults/a';\n",
        'services/vaults/a.ts': A_VALUE,
      },
    ],
    [
      'infra-knows-no-capability',
      'the same by type alone',
      {
        'infra/mail/send.ts':
          "import type { value } from '../../services/vaults/a';\nexport type V = typeof value;\n",
        'services/vaults/a.ts': A_VALUE,
      },
    ],
    [
      'capabilities-see-ports-only',
      'a capability that knows an adapter',
      {
        'services/vaults/a.ts': "export { value } from '../../infra/storage/s3';\n",
        'infra/storage/s3.ts': A_VALUE,
      },
    ],
    [
      'capability-order-directory',
      'a capability that knows one above it',
      {
        'services/directory/a.ts': "export { value } from '../vaults/a';\n",
        'services/vaults/a.ts': A_VALUE,
      },
    ],
    [
      'capability-order-journal',
      'two capabilities of the lowest floor',
      {
        'services/journal/a.ts': "export { value } from '../sealing/a';\n",
        'services/sealing/a.ts': A_VALUE,
      },
    ],
    [
      'capability-order-vaults',
      'a capability that knows the API',
      { 'services/vaults/a.ts': "export { value } from '../api/a';\n", 'services/api/a.ts': A_VALUE },
    ],
    [
      'entrances-do-not-meet',
      'a worker that knows the API',
      { 'workers/a.ts': "export { value } from '../services/api/a';\n", 'services/api/a.ts': A_VALUE },
    ],
    [
      'portal-stands-alone',
      'a portal that reads a capability',
      { 'services/portal/a.tsx': "export { value } from '../vaults/a';\n", 'services/vaults/a.ts': A_VALUE },
    ],
    [
      'verifier-is-independent',
      'a verifier that uses the signer',
      {
        'services/sealing/verify/a.ts': "export { value } from '../sign';\n",
        'services/sealing/sign.ts': A_VALUE,
      },
    ],
    [
      'verifier-is-independent',
      'a verifier that reaches node-forge through another file',
      {
        'services/journal/verify/a.ts': "export { forge } from './b';\n",
        'services/journal/verify/b.ts': "import * as forge from 'node-forge';\nexport { forge };\n",
      },
    ],
    [
      'verifier-is-independent',
      'a verifier that loads TypeORM when asked to',
      { 'services/sealing/verify/a.ts': "export const orm = () => import('typeorm');\n" },
    ],
    [
      'push-is-a-client',
      'a client of the API that reaches the database through another file',
      {
        'services/cli/push/a.ts': "export { orm } from '../../journal/b';\n",
        'services/journal/b.ts': "import * as orm from 'typeorm';\nexport { orm };\n",
      },
    ],
    [
      'nobody-imports-a-program',
      'a file that imports a program',
      { 'services/api/a.ts': "export { value } from '../main';\n", 'services/main.ts': A_VALUE },
    ],
    [
      'nobody-imports-tests-or-the-embedded-stack',
      'production code that needs the embedded stack',
      { 'infra/mail/a.ts': "export { value } from '../local/b';\n", 'infra/local/b.ts': A_VALUE },
    ],
    [
      'no-circle',
      'two files that need each other',
      {
        'services/vaults/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
        'services/vaults/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
      },
    ],
    [
      'nothing-unresolved',
      'an import of nothing',
      { 'services/vaults/a.ts': "export { x } from './gone';\n" },
    ],
  ])('%s refuses %s', (rule, _case, files) => {
    expect(cruiseTree(files).map((violation) => violation.rule)).toContain(rule);
  });
});

describe('business time', () => {
  it('is never read from SQL', () => {
    // The portal has no way to a database (`portal-stands-alone`): what it calls now() is its browser's clock.
    const sources = sourcesUnder('services', 'workers').filter(
      (file) => !file.startsWith('services/portal/'),
    );
    expect(sources.length).toBeGreaterThan(50);
    const offenders = sources.filter((file) => sqlClocks(read(file)).length > 0);
    expect(offenders).toEqual([]);
  });

  it('is found where SQL reads it', () => {
    expect(sqlClocks('tx.query(`update x set at = NOW()`)')).toEqual(['NOW()']);
    expect(sqlClocks('`where at < current_timestamp`')).toEqual(['current_timestamp']);
    expect(sqlClocks("'insert into x values (localtimestamp, CURRENT_DATE)'")).toEqual([
      'localtimestamp',
      'CURRENT_DATE',
    ]);
    expect(sqlClocks('const at = clock.now();\n`lease_until < clock_timestamp()`')).toEqual([]);
  });
});

describe('processors', () => {
  it('turn a job into one call of a capability: 20 lines at most', () => {
    const processors = sourcesUnder('workers').filter((file) => !/(^|\/)(main|queues)\.ts$/.test(file));
    const thick = processors.filter((file) => read(file).split('\n').filter(isCode).length > 20);
    expect(thick).toEqual([]);
  });
});

/** Every clock of SQL but clock_timestamp(), which leases use. `clock.now()` is ours. */
function sqlClocks(source: string): string[] {
  const pattern =
    /(?<![.\w])(?:now\s*\(\s*\)|transaction_timestamp\s*\(|statement_timestamp\s*\(|current_timestamp\b|current_date\b|current_time\b|localtimestamp\b|localtime\b)/gi;
  return [...withoutComments(source).matchAll(pattern)].map(([found]) => found);
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*(\/\/|--).*$/gm, '');
}

function isCode(line: string): boolean {
  return line.trim() !== '' && !/^\s*(\/\/|\/\*|\*|import\b)/.test(line);
}

function sourcesUnder(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|sql)$/.test(name))
      .map((name) => path.join(folder, name)),
  );
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
