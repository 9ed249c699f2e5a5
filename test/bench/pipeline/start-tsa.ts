import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { BenchContext } from '../context';

export interface RunningTsa {
  readonly url: string;
  stop(): Promise<void>;
}

/** The local TSA, as a process of its own that does not outlive this one. */
export async function startTsa({ root }: BenchContext, dir: string): Promise<RunningTsa> {
  const program = (file: string) => path.join(root, 'dist/infra/local', file);
  const child = spawn(
    process.execPath,
    ['--require', program('exit-with-parent.js'), program('pki/main.js'), '--dir', dir],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const [line] = await Promise.race([once(lines, 'line'), ended.then(() => [''])]);
  if (line === '') throw new Error('the TSA did not start');
  const { tsaUrl } = JSON.parse(line) as { tsaUrl: string };
  return {
    url: tsaUrl,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
