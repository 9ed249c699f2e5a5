import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeRoutes } from './describe-routes';
import { typesOfApi } from './types-of-api';

const FILE = path.resolve(__dirname, '../../../../services/portal/api/schema.d.ts');

/** `npm run portal:types`: writes the portal's types of the API; with `--check` only says whether they are those. */
function main(): number {
  const types = typesOfApi(describeRoutes());
  if (types === readExisting()) return 0;
  if (process.argv.includes('--check')) {
    console.error('services/portal/api/schema.d.ts is stale: npm run portal:types');
    return 1;
  }
  writeFileSync(FILE, types);
  console.log('services/portal/api/schema.d.ts written');
  return 0;
}

function readExisting(): string | null {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return null;
  }
}

process.exitCode = main();
