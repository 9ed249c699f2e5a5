import type { IsoDate } from './calendar';

/** One matricule held by one employment over some days, both included. */
export interface NumberSpan {
  readonly source: string;
  readonly payrollNumber: string;
  readonly startDate: IsoDate;
  /** NULL: still held. */
  readonly endDate: IsoDate | null;
}

/** Names a span: an import updates by it. */
export function spanKey(span: NumberSpan): string {
  return JSON.stringify([span.source, span.payrollNumber, span.startDate]);
}

/** Names a matricule: spans of different ones never clash. */
function numberKey(span: Pick<NumberSpan, 'source' | 'payrollNumber'>): string {
  return JSON.stringify([span.source, span.payrollNumber]);
}

/**
 * Finds the spans of a file that would let two people hold one matricule on the
 * same day, beside what is stored and beside each other. Of two rows of the
 * file that clash neither is taken: nobody can tell which is right.
 *
 * @param stored spans of the same matricules, without overlaps; one with the key of a file's span is replaced by it
 * @returns keys of the spans that clash
 */
export function findOverlaps(stored: readonly NumberSpan[], file: readonly NumberSpan[]): Set<string> {
  const storedOf = groupByNumber(stored);
  const rejected = new Set<string>();
  for (const [number, spans] of groupByNumber(file)) {
    for (const key of rejectClashes(storedOf.get(number) ?? [], spans)) rejected.add(key);
  }
  return rejected;
}

function rejectClashes(stored: readonly NumberSpan[], file: readonly NumberSpan[]): Set<string> {
  const rejected = new Set<string>();
  // A rejected update leaves the stored span as it was, which may clash with
  // another row in its turn: so until nothing changes.
  for (;;) {
    const accepted = new Set(file.filter((span) => !rejected.has(spanKey(span))));
    const replaced = new Set([...accepted].map(spanKey));
    const kept = stored.filter((span) => !replaced.has(spanKey(span)));
    const clashes = findClashes([...kept, ...accepted]).filter((span) => accepted.has(span));
    if (clashes.length === 0) return rejected;
    for (const span of clashes) rejected.add(spanKey(span));
  }
}

/** Later than any day. */
const FOREVER = '9999-99-99';

/** Every span that shares a day with another, in one sweep: a file may be hostile, and long. */
function findClashes(spans: NumberSpan[]): NumberSpan[] {
  spans.sort((a, b) => (a.startDate < b.startDate ? -1 : 1));
  let latestEnd = '';
  return spans.filter(({ startDate, endDate }, at) => {
    const end = endDate ?? FOREVER;
    const next = spans[at + 1];
    const clashes = startDate <= latestEnd || (next !== undefined && next.startDate <= end);
    if (end > latestEnd) latestEnd = end;
    return clashes;
  });
}

/** In the order of first appearance. */
export function groupByNumber<T extends NumberSpan>(spans: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const span of spans) {
    const group = groups.get(numberKey(span));
    if (group === undefined) groups.set(numberKey(span), [span]);
    else group.push(span);
  }
  return groups;
}
