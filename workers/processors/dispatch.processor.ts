import { dispatchChunks } from '../../services/ingestion/chunks/dispatch-chunks';
import type { WorkerIngestionDeps } from '../../services/ingestion/deps';
import { QUEUES } from '../queues';

/** Rings for the chunks of a batch that was just submitted. */
export function createDispatchProcessor(deps: WorkerIngestionDeps) {
  return async (payload: unknown): Promise<void> => {
    QUEUES.dispatch.payload.parse(payload);
    await dispatchChunks(deps);
  };
}
