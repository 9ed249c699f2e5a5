import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from './stack-environment';

/**
 * The first start of an installation whose database nobody else can reach: a
 * one-time code for the operator's administrator.
 *
 * @param programs where the compiled programs lie (`dist`)
 * @param environment of the whole installation: the command needs the worker's role
 * @returns NULL once an administrator has an account
 */
export async function inviteFirstOperator(
  programs: string,
  environment: Environment,
): Promise<string | null> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(programs, 'services/cli/main.js'), 'admin', 'create-operator', '--if-none'],
    { env: { ...environment } },
  );
  return stdout.trim() || null;
}
