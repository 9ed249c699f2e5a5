import type { WorkBudget } from '../../../sealing/pdf/work-budget';
import type { Located, Resolved, SourceObjects } from '../source-objects';

/** The /W array of a CIDFont (ISO 32000-1, 9.7.4.3) for these glyphs alone. NULL for one that cannot be read. */
export function pruneWidths(
  source: SourceObjects,
  items: readonly Located[],
  cids: ReadonlySet<number>,
  budget: WorkBudget,
): string | null {
  const widths = new Map<number, number>();
  const values = items.map((item) => source.resolve(item));
  for (let at = 0; at < values.length; ) {
    const first = numberOf(values[at]);
    const second = values[at + 1];
    if (first === null) return null;
    if (second?.value.kind === 'array') {
      for (const [index, value] of second.value.items.entries()) {
        const width = numberOf(source.resolve({ value, bytes: second.bytes }));
        if (width === null) return null;
        if (cids.has(first + index)) widths.set(first + index, width);
      }
      at += 2;
    } else {
      const [last, width] = [numberOf(second), numberOf(values[at + 2])];
      if (last === null || width === null) return null;
      budget.spend(cids.size);
      for (const cid of cids) if (cid >= first && cid <= last) widths.set(cid, width);
      at += 3;
    }
  }
  return writeRuns([...widths].sort(([a], [b]) => a - b));
}

function writeRuns(widths: readonly (readonly [cid: number, width: number])[]): string {
  let text = '';
  let next = -1;
  for (const [cid, width] of widths) {
    text += cid === next ? ` ${width}` : `${next < 0 ? '' : '] '}${cid} [${width}`;
    next = cid + 1;
  }
  return `[${text}${next < 0 ? '' : ']'}]`;
}

function numberOf(resolved: Resolved | undefined): number | null {
  return resolved?.value.kind === 'number' ? resolved.value.value : null;
}
