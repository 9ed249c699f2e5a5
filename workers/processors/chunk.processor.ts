import { processChunk } from '../../services/ingestion/chunks/process-chunk';
import type { WorkerIngestionDeps } from '../../services/ingestion/deps';
import { QUEUES } from '../queues';

/** Expands, matches or deposits one chunk: its stage stands in PostgreSQL, not in the job. */
export function createChunkProcessor(deps: WorkerIngestionDeps) {
  return (payload: unknown): Promise<void> =>
    processChunk(deps, QUEUES.deposit.payload.parse(payload).chunkId);
}
