import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../../directory/employer-records';
import { readClaimant } from '../../directory/read-claimant';
import { cancelBatch } from '../batches/cancel-batch';
import { openBatch } from '../batches/open-batch';
import { submitBatch } from '../batches/submit-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { parseClaim } from '../items/claim';
import type { DocumentType } from '../matching/parse-type';
import { barredEmployments } from '../quarantine/barred-employments';
import { receiveContent } from '../staging/receive-content';
import { storeBatchClaim } from './batch-claim';

export interface SingleDocument {
  /** Employment that the officer chose. */
  readonly agentId: string;
  readonly type: DocumentType;
  /** `YYYY-MM` */
  readonly period: string;
  readonly title?: string | undefined;
  readonly content: Buffer;
}

/**
 * One document to one agent, by the same way as a thousand: a batch of its own,
 * whose claim is the agent chosen. The page remains the witness, so a document
 * that names somebody else is quarantined, not delivered.
 *
 * Durable when it returns. What fails on the way leaves a cancelled batch, never
 * half a deposit; a crash leaves an open one that holds nothing.
 *
 * @returns the id of the batch that tells what became of it
 * @throws IngestionError `self-deposit`, `period-invalid`, `upload-empty`, and those of an upload;
 *   DirectoryError `employment-not-found`
 */
export async function depositOne(
  deps: IngestionDeps,
  actor: Actor,
  employerId: string,
  document: SingleDocument,
): Promise<string> {
  const barred = await barredEmployments(deps, actor, []);
  if (barred.has(document.agentId)) throw new IngestionError('self-deposit');
  const claimant = await deps.uow.run(actor, async (tx) =>
    readClaimant(tx, await openEmployerRecords(tx, deps, employerId), document.agentId, document.period),
  );
  const { source, ...person } = claimant;
  const { batch } = await openBatch(deps, actor, employerId, {
    reference: `document ${uuidv7()}`,
    kind: 'hr',
    format: 'pdf',
    period: document.period,
    source,
    dryRun: false,
    publishAt: null,
  });
  try {
    const { type, period, title } = document;
    const row = { number: 1, file: '', ...person, type, period, ...(title === undefined ? {} : { title }) };
    const { claim } = parseClaim(row, deps.limits.manifestFieldCharacters);
    await deps.uow.run(actor, async (tx) =>
      storeBatchClaim(tx, await openEmployerRecords(tx, deps, employerId), batch.id, claim),
    );
    await receiveContent(deps, actor, employerId, batch.id, once(document.content));
    await submitBatch(deps, actor, employerId, batch.id);
  } catch (error) {
    await cancelBatch(deps, actor, employerId, batch.id);
    throw error;
  }
  return batch.id;
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
