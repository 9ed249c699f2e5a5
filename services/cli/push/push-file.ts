import { type BatchAnswer, batchAnswer, clientAnswer } from './answers';
import type { Api } from './api';
import type { BackOff, Pace } from './back-off';
import { followBatch, readBatch } from './follow-batch';
import { type HashedFile, hashFile } from './hash-file';
import { type AttentionItem, countAttention, judgeBatch, type PushOutcome, readAttention } from './outcome';
import { failure, PushError } from './push-error';
import { type StateFolder, stateName } from './state-folder';
import { uploadFile } from './upload-file';
import { type WitnessedHead, witnessLog } from './witness-log';
import { type ReportFormat, writeReport } from './write-report';

export interface PushRequest {
  readonly file: string;
  /** 14 digits. */
  readonly siret: string;
  /** `YYYY-MM` */
  readonly period: string;
  /** NULL: made of the file's digest and the period, so that the same command is the same batch. */
  readonly reference: string | null;
  readonly kind: string;
  readonly format: string;
  readonly source: string | null;
  readonly dryRun: boolean;
  /** As ISO 8601; NULL: at once. */
  readonly publishAt: string | null;
  readonly report: { readonly file: string; readonly format: ReportFormat } | null;
  /** From the submission to the end of the batch. */
  readonly waitMs: number;
}

/** What happens meanwhile, in this order. */
export type PushEvent =
  | { readonly kind: 'hashing' }
  | { readonly kind: 'log-seen'; readonly head: WitnessedHead }
  | { readonly kind: 'batch'; readonly batch: BatchAnswer }
  | { readonly kind: 'publication-kept'; readonly publishAt: string | null }
  | { readonly kind: 'bytes'; readonly sent: number; readonly size: number }
  | { readonly kind: 'sent' }
  | { readonly kind: 'state'; readonly batch: BatchAnswer };

export interface PushDeps {
  readonly api: Api;
  readonly pace: Pace;
  readonly state: StateFolder;
  /** Of the service: the log that is read there is known by it. */
  readonly origin: string;
  readonly trustedKey: string | null;
  newBackOff(): BackOff;
  onEvent(event: PushEvent): void;
}

export interface PushResult {
  readonly batch: BatchAnswer;
  readonly outcome: PushOutcome;
  /** Those that need somebody: their number, and the first of them. */
  readonly attentionTotal: number;
  readonly attention: readonly AttentionItem[];
  readonly sha256: string;
  /** The newest tree head, verified, after the batch ended. NULL: the log has none yet. */
  readonly head: WitnessedHead | null;
}

/** A terminal's worth; the report has all. */
const ATTENTION_SHOWN = 50;

/**
 * Pushes a file and follows it to its end. Every step may be repeated: a run that was cut anywhere, by the
 * network or by its own death, is continued by the same call.
 *
 * @throws PushError with a code of ours or the API's
 */
export async function pushFile(deps: PushDeps, request: PushRequest): Promise<PushResult> {
  const { api, onEvent } = deps;
  onEvent({ kind: 'hashing' });
  const file = await hashFile(request.file);
  // Before anything is entrusted to it.
  const before = await witnessLog(deps);
  if (before !== null) onEvent({ kind: 'log-seen', head: before });
  const batches = `/v1/employers/${await findEmployer(api, request.siret)}/batches`;
  const opened = await openBatch(deps, batches, request, file);
  const path = `${batches}/${opened.id}`;
  await sendContent(deps, path, opened, file);
  const batch = await settleBatch(deps, path, request);
  if (batch.state === 'failed') {
    throw failure('batch-failed', batch.failure && `${batch.failure.code}: ${batch.failure.detail}`);
  }
  if (batch.state === 'cancelled' && batch.received === 0) throw failure('batch-cancelled');
  const attention = await readAttention(api, path, batch, ATTENTION_SHOWN);
  if (request.report !== null) await writeReport(api, path, request.report.file, request.report.format);
  // After it: a later log that does not hold this batch's entries contradicts what is kept now.
  const head = await witnessLog(deps);
  const attentionTotal = countAttention(batch);
  return { batch, outcome: judgeBatch(batch), attentionTotal, attention, sha256: file.sha256, head };
}

/** @returns the id of the employer that the credentials are bound to */
async function findEmployer(api: Api, siret: string): Promise<string> {
  const { employer } = await api.ask({ method: 'GET', path: '/v1/client' }, clientAnswer);
  if (employer.siret !== siret) throw failure('employer-differs', siret);
  return employer.id;
}

async function openBatch(
  { api, onEvent }: PushDeps,
  batches: string,
  { period, reference, kind, format, source, dryRun, publishAt }: PushRequest,
  { sha256 }: HashedFile,
): Promise<BatchAnswer> {
  const batch = await api.ask(
    {
      method: 'POST',
      path: batches,
      json: {
        reference: reference ?? referenceOf(sha256, period),
        kind,
        format,
        period,
        dryRun,
        publishAt,
        ...(source === null ? {} : { source }),
      },
    },
    batchAnswer,
  );
  if (dryRun && (!batch.dryRun || batch.confirmedAt !== null)) throw failure('dry-run-too-late');
  onEvent({ kind: 'batch', batch });
  // The time is not compared: whoever opened the batch gave another one, and it may have passed.
  if (
    publishAt !== null &&
    (batch.publishAt === null || Date.parse(batch.publishAt) !== Date.parse(publishAt))
  ) {
    onEvent({ kind: 'publication-kept', publishAt: batch.publishAt });
  }
  return batch;
}

/** The same for the same content and month, whatever the file is called. */
export function referenceOf(sha256: string, period: string): string {
  return `push-${period}-${sha256.slice(0, 32)}`;
}

/** Sends, compares the digest of what arrived, submits. What another run of this did is not done again. */
async function sendContent(
  { api, state, newBackOff, onEvent }: PushDeps,
  path: string,
  opened: BatchAnswer,
  file: HashedFile,
): Promise<void> {
  if (opened.state !== 'open') return requireSame(opened, file, 'batch-already-submitted');
  const name = stateName('upload', path);
  if (opened.content?.sha256 !== file.sha256) {
    const onProgress = (sent: number) => onEvent({ kind: 'bytes', sent, size: file.size });
    await uploadFile({ api, state, backOff: newBackOff(), onProgress }, path, file, name).catch(
      async (error: unknown) => {
        // Another run of the same command was quicker, or another content is there for good.
        if (!(error instanceof PushError) || !OVERTAKEN.includes(error.code)) throw error;
        requireSame(await readBatch(api, path), file, error.code);
      },
    );
    requireSame(await readBatch(api, path), file, 'content-differs');
    onEvent({ kind: 'sent' });
  }
  await api.ask({ method: 'POST', path: `${path}/submit` }, batchAnswer);
  await state.remove(name);
}

const OVERTAKEN = ['batch-already-submitted', 'upload-overtaken'];

function requireSame({ content, state }: BatchAnswer, { sha256 }: HashedFile, code: string): void {
  if (content?.sha256 === sha256) return;
  // One that was cancelled before its content was whole has none, and never will.
  throw content === null && state === 'cancelled' ? failure('batch-cancelled') : new PushError(code);
}

/** A dry run that was pushed again for good is confirmed: its content is there. */
async function settleBatch(deps: PushDeps, path: string, request: PushRequest): Promise<BatchAnswer> {
  const { api, pace, onEvent } = deps;
  const follow = { api, pace, onState: (batch: BatchAnswer) => onEvent({ kind: 'state', batch }) };
  const batch = await followBatch(follow, path, request.waitMs);
  if (batch.state !== 'proposed' || request.dryRun) return batch;
  const json = request.publishAt === null ? {} : { publishAt: request.publishAt };
  await api.ask({ method: 'POST', path: `${path}/confirm`, json }, batchAnswer);
  return followBatch(follow, path, request.waitMs);
}
