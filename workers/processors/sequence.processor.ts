import { advanceLog } from '../../services/journal/advance-log';
import { QUEUES } from '../queues';

/** Brings pending journal entries under a signed checkpoint. */
export function createSequenceProcessor(deps: Parameters<typeof advanceLog>[0]) {
  return async (payload: unknown): Promise<void> => {
    QUEUES.sequence.payload.parse(payload);
    await advanceLog(deps);
  };
}
