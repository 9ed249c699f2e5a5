// Prints which folder imports which, from the same reading of the sources that
// the rules of .dependency-cruiser.cjs are checked on.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

const output = execFileSync(
  process.execPath,
  [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'services', 'workers', 'infra'],
  { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] },
);

/** `services/vaults/deposit/x.ts` → `services/vaults`; verifiers and ports stand for themselves. */
function folderOf(source) {
  const inside =
    /^(services\/(?:sealing|journal)\/verify|(?:services|infra)\/[^/]+(?=\/)|services|workers)/.exec(source);
  return inside?.[1];
}

const arrows = new Map();
for (const { source, dependencies } of JSON.parse(output).modules) {
  const from = folderOf(source);
  if (from === undefined) continue;
  for (const { resolved } of dependencies) {
    const to = folderOf(resolved);
    if (to === undefined || to === from) continue;
    arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
  }
}
for (const [from, targets] of [...arrows].sort(([a], [b]) => a.localeCompare(b))) {
  process.stdout.write(`${from} -> ${[...targets].sort().join(', ')}\n`);
}
