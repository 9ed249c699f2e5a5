import { readFileSync } from 'node:fs';
import path from 'node:path';
import { variables } from '../../../infra/config/variables';
import { ROOT } from './compose-file';

const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

it('names every variable that the product reads', () => {
  const missing = Object.keys(variables.shape).filter(
    (name) => !readme.includes(`\`${name.replace(/^LIMIT_/, '')}\``),
  );
  expect(missing).toEqual([]);
});

it('names only npm commands that exist', () => {
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});

it('points to files that exist', () => {
  const links = [...readme.matchAll(/`((?:infra|test|services)\/[\w./-]+)`/g)].map(([, file = '']) => file);
  expect(links.length).toBeGreaterThan(3);
  for (const file of links) expect(() => readFileSync(path.join(ROOT, file))).not.toThrow(/ENOENT/);
});
