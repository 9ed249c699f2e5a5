import { type NoticeDeps, sendNotices } from '../../services/ingestion/notices/send-notices';
import { QUEUES } from '../queues';

/** Sends the mails that are due. */
export function createNotifyProcessor(deps: NoticeDeps) {
  return async (payload: unknown): Promise<void> => {
    QUEUES.notify.payload.parse(payload);
    await sendNotices(deps);
  };
}
