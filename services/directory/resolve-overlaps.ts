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

/**
 * Splits the spans of a file into those that can stand beside what is stored
 * and beside each other, and those that would let two people hold one matricule
 * on the same day. Of two rows of the file that clash neither is taken: nobody
 * can tell which is right.
 *
 * @param stored spans of the same matricules; one with the key of a file's span is replaced by it
 * @returns keys of the spans that clash
 */
export function findOverlaps(stored: readonly NumberSpan[], file: readonly NumberSpan[]): Set<string> {
  const rejected = new Set<string>();
  // A rejected update leaves the stored span as it was, which may clash with
  // another row in its turn: so until nothing changes.
  for (;;) {
    const accepted = file.filter((span) => !rejected.has(spanKey(span)));
    const replaced = new Set(accepted.map(spanKey));
    const kept = stored.filter((span) => !replaced.has(spanKey(span)));
    const clashes = findClashes(kept, accepted);
    if (clashes.length === 0) return rejected;
    for (const key of clashes) rejected.add(key);
  }
}

function findClashes(kept: readonly NumberSpan[], accepted: readonly NumberSpan[]): string[] {
  const byNumber = new Map<string, { span: NumberSpan; ofFile: boolean }[]>();
  const add = (span: NumberSpan, ofFile: boolean): void => {
    const number = JSON.stringify([span.source, span.payrollNumber]);
    const spans = byNumber.get(number);
    if (spans === undefined) byNumber.set(number, [{ span, ofFile }]);
    else spans.push({ span, ofFile });
  };
  for (const span of kept) add(span, false);
  for (const span of accepted) add(span, true);
  const clashes: string[] = [];
  for (const spans of byNumber.values()) {
    for (const one of spans) {
      if (one.ofFile && spans.some((other) => other !== one && overlap(one.span, other.span))) {
        clashes.push(spanKey(one.span));
      }
    }
  }
  return clashes;
}

function overlap(a: NumberSpan, b: NumberSpan): boolean {
  return (a.endDate === null || b.startDate <= a.endDate) && (b.endDate === null || a.startDate <= b.endDate);
}
