import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPrivateFile } from '../../infra/private-file';
import { createApi } from './push/api';
import { createBackOff, type Pace } from './push/back-off';
import { createHttp } from './push/http';
import { en } from './push/messages/en';
import { fr } from './push/messages/fr';
import type { Messages } from './push/messages/messages';
import { createNarrator, type Screen, SILENT } from './push/narrator';
import { type PushOptions, readOptions } from './push/options';
import { EXIT_CODES } from './push/outcome';
import { printable } from './push/printable';
import { failure, PushError } from './push/push-error';
import { type PushResult, pushFile } from './push/push-file';
import { openStateFolder } from './push/state-folder';
import { writeSummary } from './push/write-summary';

export interface PushStreams {
  /** The result, and nothing else. */
  readonly out: { write(text: string): unknown };
  /** Progress and failures. */
  readonly error: Screen;
}

const FAILED = 1;
/** 128 and the signal's number, as shells have it. */
const INTERRUPTIONS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * `coffre push`: a payroll system's client of the public API, and of nothing else.
 *
 * @returns 0 all is where it belongs, 3 some items need attention, 1 failed
 * @throws UsageError
 */
export async function pushCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  streams: PushStreams,
): Promise<number> {
  const options = readOptions(args, environment);
  const say = options.language === 'fr' ? fr : en;
  const narrator =
    options.quiet || options.json ? SILENT : createNarrator(streams.error, say, () => performance.now());
  announceInterruptions(streams.error, say);
  try {
    const result = await push(options, narrator);
    narrator.end();
    return tellResult(result, options, say, streams);
  } catch (error) {
    narrator.end();
    if (!(error instanceof PushError)) throw error;
    tellFailure(error, options, say, streams);
    return FAILED;
  }
}

async function push(options: PushOptions, narrator: ReturnType<typeof createNarrator>): Promise<PushResult> {
  const pace: Pace = {
    elapsedMs: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
  };
  const newBackOff = () =>
    createBackOff({
      pace,
      patienceMs: options.patienceMs,
      onWait: (fault, ms) => narrator.tellWait(fault, ms),
    });
  const api = createApi({
    http: createHttp(options.url),
    pace,
    clientId: options.clientId,
    clientSecret: readSecret(options.secret),
    newBackOff,
  });
  const trustedKey = options.trustFolder === null ? null : await readTrustedKey(options.trustFolder);
  return pushFile(
    {
      api,
      pace,
      state: openStateFolder(options.stateFolder),
      origin: options.url.origin + options.url.pathname.replace(/\/+$/, ''),
      trustedKey,
      newBackOff,
      onEvent: (event) => narrator.tell(event),
    },
    options.request,
  );
}

function readSecret(secret: PushOptions['secret']): string {
  if ('value' in secret) return secret.value;
  try {
    return readPrivateFile(secret.file).toString('utf8').trim();
  } catch (error) {
    throw failure('secret-unreadable', secret.file, error);
  }
}

async function readTrustedKey(folder: string): Promise<string> {
  try {
    return (await readFile(path.join(folder, 'journal.vkey'), 'utf8')).trim();
  } catch (error) {
    throw failure('trust-unreadable', folder, error);
  }
}

/** What is durable stays so: there is nothing to undo, only something to say. */
function announceInterruptions(screen: Screen, say: Messages): void {
  for (const [signal, code] of Object.entries(INTERRUPTIONS)) {
    process.once(signal, () => {
      screen.write(`\n${say.resume}\n`);
      process.exit(code);
    });
  }
}

function tellResult(result: PushResult, options: PushOptions, say: Messages, { out }: PushStreams): number {
  const { batch, outcome, attention, attentionTotal, sha256, head } = result;
  const exitCode = EXIT_CODES[outcome];
  const report = options.request.report?.file ?? null;
  if (options.json) {
    const { id, reference, period, state, received, counts, proposal, publishAt } = batch;
    const shown = { id, reference, period, state, received, counts, proposal, publishAt, sha256 };
    const checkpoint = head?.note ?? null;
    out.write(
      `${JSON.stringify({ outcome, exitCode, batch: shown, attentionTotal, attention, report, checkpoint })}\n`,
    );
  } else if (!options.quiet || exitCode !== 0) {
    const lines = writeSummary(result, { say, language: options.language, report });
    out.write(`${[...lines, ...(report === null ? [] : [say.reportWritten(report)])].join('\n')}\n`);
  }
  return exitCode;
}

function tellFailure(
  failed: PushError,
  options: PushOptions,
  say: Messages,
  { out, error }: PushStreams,
): void {
  const sentence = say.errors[failed.code] ?? failed.detail ?? '';
  if (options.json) {
    const { code, detail } = failed;
    out.write(
      `${JSON.stringify({ outcome: 'failed', exitCode: FAILED, error: { code, detail, message: sentence } })}\n`,
    );
    return;
  }
  const detail = sentence === failed.detail ? null : failed.detail;
  const lines = [say.failed(failed.code, detail), sentence, ...(isAlarm(failed.code) ? [say.logAlarm] : [])];
  error.write(`${lines.map(printable).join('\n')}\n`);
}

function isAlarm(code: string): boolean {
  return code.startsWith('log-');
}
