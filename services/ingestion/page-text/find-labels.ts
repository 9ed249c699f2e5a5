import { level } from '../matching/calendar';
import { LABELS, type LabelKind } from './labels';

/** A label found in a text, and what follows it up to the next label. */
export interface Labelled {
  readonly kind: LabelKind;
  /** Without the colon or dashes after the label. */
  readonly value: string;
  readonly hasColon: boolean;
  /** Nothing but other labelled values stands before it: a field, not a word in a sentence. */
  readonly isField: boolean;
}

interface Found {
  readonly kind: LabelKind;
  readonly weak: boolean;
  readonly from: number;
  readonly to: number;
}

const AFTER_LABEL = /^[\s:=#°º.\-–—>»|]*/u;

/** The labels of a cell or of running text, from left to right. */
export function findLabels(text: string): Labelled[] {
  if (!/\p{L}/u.test(text)) return [];
  const plain = level(text);
  const found = firstOfEachPlace(
    LABELS.flatMap(({ kind, weak, pattern }) =>
      [...plain.matchAll(pattern)].map((match) => ({
        kind,
        weak,
        from: match.index,
        to: match.index + match[0].length,
      })),
    ).filter(({ weak, from, to }) => !weak || from === 0 || /^\s?:/u.test(plain.slice(to))),
  );
  return found.map(({ kind, to }, index) => {
    const rest = text.slice(to, found[index + 1]?.from);
    const gap = AFTER_LABEL.exec(rest)?.[0] ?? '';
    return {
      kind,
      value: rest.slice(gap.length).trim(),
      hasColon: gap.includes(':'),
      isField: plain.slice(0, found[0]?.from).trim() === '',
    };
  });
}

function firstOfEachPlace(found: Found[]): Found[] {
  const kept: Found[] = [];
  for (const label of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (label.from >= (kept.at(-1)?.to ?? 0)) kept.push(label);
  }
  return kept;
}
