import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const CLI = path.resolve(__dirname, '../../../services/cli/main.js');

/** Runs the `coffre` command as its user would. Throws where it does not exit with 0. */
export async function runCoffre(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { env: { ...environment } });
  return stdout;
}
