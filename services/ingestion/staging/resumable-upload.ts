import type { EntityManager } from 'typeorm';
import { IngestionError } from '../errors';

/** An upload in pieces, as its row has it. Bytes. */
export interface ResumableUpload {
  readonly id: string;
  readonly length: number;
  readonly received: number;
  /** Parts stored: the number of the next one. */
  readonly parts: number;
}

/** @throws IngestionError `upload-not-found` (another batch's, or one that another upload replaced) */
export async function findUpload(
  tx: EntityManager,
  batchId: string,
  uploadId: string,
): Promise<ResumableUpload> {
  const [row]: { id: string; length: string; received: string; parts: number }[] = await tx.query(
    'select id, length, received, parts from resumable_upload where batch_id = $1 and id = $2',
    [batchId, uploadId],
  );
  if (row === undefined) throw new IngestionError('upload-not-found');
  return { ...row, length: Number(row.length), received: Number(row.received) };
}
