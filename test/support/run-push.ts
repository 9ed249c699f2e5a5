import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { PROGRAMS } from './stack-servers';

export interface PushCall {
  readonly url: string;
  readonly employer: {
    readonly siret: string;
    readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  };
  readonly period: string;
  readonly file: string;
  /** Of the client's state. */
  readonly state: string;
  readonly more?: readonly string[];
}

export interface PushRun {
  readonly process: ChildProcess;
  readonly ended: Promise<PushEnd>;
}

export interface PushEnd {
  /** NULL: killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `--json` prints. */
export interface PushJson {
  readonly outcome: string;
  readonly exitCode: number;
  readonly batch: {
    readonly id: string;
    readonly reference: string;
    readonly state: string;
    readonly received: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly sha256: string;
  };
  readonly attentionTotal: number;
  readonly attention: readonly {
    readonly file: string;
    readonly state: string;
    readonly code: string | null;
  }[];
  readonly checkpoint: string | null;
  readonly error?: { readonly code: string; readonly message: string };
}

/** `coffre push` as a process of its own, with nothing of this one's environment. */
export function startPush({ url, employer, period, file, state, more = [] }: PushCall): PushRun {
  const { clientId, clientSecret } = employer.credentials;
  const child = spawn(
    process.execPath,
    [
      path.join(PROGRAMS, 'services/cli/main.js'),
      'push',
      file,
      '--employer',
      employer.siret,
      '--period',
      period,
      '--state',
      state,
      '--patience',
      '120',
      ...more,
    ],
    {
      env: {
        PATH: process.env.PATH,
        COFFRE_URL: url,
        COFFRE_CLIENT_ID: clientId,
        COFFRE_CLIENT_SECRET: clientSecret,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({ code: code as number | null, stdout, stderr }),
  );
  return { process: child, ended };
}

export function push(call: PushCall): Promise<PushEnd> {
  return startPush(call).ended;
}

/** The one line of `--json`. */
export async function pushJson(call: PushCall): Promise<PushJson> {
  const { stdout, stderr } = await push({ ...call, more: [...(call.more ?? []), '--json'] });
  if (stdout === '') throw new Error(`nothing was printed: ${stderr}`);
  return JSON.parse(stdout) as PushJson;
}
