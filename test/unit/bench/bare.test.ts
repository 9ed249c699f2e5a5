import { readFileSync } from 'node:fs';
import path from 'node:path';

const SOURCE = readFileSync(path.resolve(__dirname, '../../bench/bare/main.ts'), 'utf8');

describe('the bare loop', () => {
  it('imports nothing of the product', () => {
    const imported = [...SOURCE.matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)].map(([, name]) => name);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => name?.startsWith('.'))).toEqual([]);
  });

  it('stays short enough to be read at a glance', () => {
    expect(SOURCE.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });
});
