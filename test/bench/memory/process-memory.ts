import { readFile } from 'node:fs/promises';

/**
 * Proportional set size of a process and everything it started, KiB: pages
 * that processes share are counted once in the sum (proc(5), smaps_rollup).
 * A process that ends meanwhile counts nothing.
 */
export async function readTreePss(pid: number): Promise<number> {
  const [own, children] = await Promise.all([readPss(pid), readChildren(pid)]);
  const below = await Promise.all(children.map(readTreePss));
  return below.reduce((sum, pss) => sum + pss, own);
}

async function readPss(pid: number): Promise<number> {
  const text = await readOf(pid, 'smaps_rollup');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
}

/** Of the main thread, which is the one that forks in Node. */
async function readChildren(pid: number): Promise<number[]> {
  const text = await readOf(pid, `task/${pid}/children`);
  return text.split(' ').filter(Boolean).map(Number);
}

async function readOf(pid: number, file: string): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
