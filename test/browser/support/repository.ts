import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of `package.json`: this file runs from the sources (tests) and from `dist` (screenshots). */
export const ROOT = findRoot(__dirname);
export const PROGRAMS = path.join(ROOT, 'dist');

function findRoot(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : findRoot(path.dirname(folder));
}
