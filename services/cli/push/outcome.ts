import type { BatchAnswer } from './answers';
import { itemsAnswer } from './answers';
import type { Api } from './api';

/** 0 everything is where it belongs, 3 a person has something to do. A failure is an error, and 1. */
export type PushOutcome = 'deposited' | 'attention';

export const EXIT_CODES: { readonly [O in PushOutcome]: number } = { deposited: 0, attention: 3 };

/**
 * States that need somebody. `duplicate` (there already) and `to-print` (handed out on paper, as the
 * agent's choice or the law wants it) do not: a second push of the same month is no alarm.
 */
const ATTENTION = ['quarantined', 'rejected', 'cancelled'] as const;

export interface AttentionItem {
  /** Path in the archive; empty in a merged PDF. */
  readonly file: string;
  readonly pages: string;
  readonly state: string;
  readonly code: string | null;
  /** As the API words it. */
  readonly reason: string | null;
}

export function judgeBatch(batch: Pick<BatchAnswer, 'state' | 'counts' | 'proposal'>): PushOutcome {
  if (batch.state === 'proposed') {
    const { toCheck = 0, unreadable = 0 } = batch.proposal ?? {};
    return toCheck + unreadable > 0 ? 'attention' : 'deposited';
  }
  if (batch.state !== 'completed') return 'attention';
  return countAttention(batch) > 0 ? 'attention' : 'deposited';
}

/** Items that need somebody. */
export function countAttention({
  state,
  counts,
  proposal,
}: Pick<BatchAnswer, 'state' | 'counts' | 'proposal'>) {
  if (state === 'proposed') return (proposal?.toCheck ?? 0) + (proposal?.unreadable ?? 0);
  return ATTENTION.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

/** The first of them, in batch order within each state: the report has all. */
export async function readAttention(
  api: Api,
  path: string,
  batch: Pick<BatchAnswer, 'state' | 'counts' | 'proposal'>,
  atMost: number,
): Promise<AttentionItem[]> {
  const query = batch.state === 'proposed' ? 'proposal' : 'state';
  const states = batch.state === 'proposed' ? ['quarantined', 'rejected'] : ATTENTION;
  const found: AttentionItem[] = [];
  for (const state of states) {
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page: { items: readonly Listed[]; nextCursor: string | null } = await api.ask(
        { method: 'GET', path: `${path}/items?${query}=${state}&limit=100${after}` },
        itemsAnswer,
      );
      found.push(...page.items.map(showItem));
      if (found.length >= atMost) return found.slice(0, atMost);
      cursor = page.nextCursor;
    } while (cursor !== null);
  }
  return found;
}

type Listed = AttentionItem & {
  readonly proposal: { readonly state: string; readonly code: string | null; readonly pages: string } | null;
};

function showItem({ file, pages, state, code, reason, proposal }: Listed): AttentionItem {
  return {
    file,
    pages: pages === '' ? (proposal?.pages ?? '') : pages,
    state: proposal?.state ?? state,
    code: proposal?.code ?? code,
    reason,
  };
}
