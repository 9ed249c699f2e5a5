import { useRef } from 'react';
import { useApiQuery } from '../../api/api-context';
import type { Batch } from '../../api/schema';
import { now } from '../../clock';
import { isRunning, isScheduled } from './batch-state';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 10_000;
const GROWTH = 1.4;
const UNTIL_VISIBLE_MS = 30_000;

/**
 * A batch, read again while the server works on it: often while something moves, ever less
 * while nothing does, and not at all when it is done or the tab is hidden.
 */
export function useBatch(employerId: string, batchId: string) {
  const seen = useRef({ news: '', still: 0 });
  return useApiQuery(
    'GET /v1/employers/{employerId}/batches/{batchId}',
    { params: { employerId, batchId } },
    {
      refetchInterval: ({ state: { data, dataUpdateCount, errorUpdateCount } }) => {
        if (data === undefined) return false;
        const news = newsOf(data);
        const reads = dataUpdateCount + errorUpdateCount;
        if (seen.current.news !== news) seen.current = { news, still: reads };
        const pause = SHORTEST_MS * GROWTH ** (reads - seen.current.still);
        // A colleague, or a payroll system, is sending its file.
        if (data.state === 'open') return LONGEST_MS;
        if (isRunning(data)) return Math.min(pause, LONGEST_MS);
        // Its items follow a stop one after another.
        if (data.state === 'cancelled') return pause < LONGEST_MS ? pause : false;
        return isScheduled(data, now()) || isPublishing(data) ? UNTIL_VISIBLE_MS : false;
      },
    },
  );
}

/** The time has come, and the server makes its documents visible. */
function isPublishing({ state, publishAt, published }: Batch): boolean {
  return state === 'completed' && publishAt !== null && !published;
}

/** What changes when the server gets on. */
export function newsOf({ state, revision, counts, blocked }: Batch): string {
  return JSON.stringify([state, revision, counts, blocked]);
}
