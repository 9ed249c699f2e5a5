import type { PlacedText } from './lay-out-text';

/** One sign as it is drawn, upright, in points from the page's top left corner. */
export interface Glyph {
  readonly text: string;
  /** Where it begins on the baseline. */
  readonly left: number;
  readonly top: number;
  /** Where the next one would begin. */
  readonly right: number;
  /** Of the type, not of the sign. */
  readonly height: number;
}

/** Signs this far apart, in ems, are two words; kerning and spaced letters stay below. */
const WORD_GAP = 0.102;
/** What was set with a blank between is two words from here on: below, the blank was taken back. */
const BLANK_GAP = 0.03;
/** Further apart, they are no longer one run. */
const RUN_GAP = 0.6;
/** Further back, a line begins or something is drawn over something. */
const OVERLAP = -0.2;
/** Signs whose baselines differ by more are of different runs. */
const BASELINE = 0.25;

/**
 * Puts signs together, in the order in which the page draws them, to runs of
 * one size on one baseline. A blank is a gap like any other: producers set words
 * apart with one, the other, or both.
 */
export function joinGlyphs(glyphs: Iterable<Glyph>): PlacedText[] {
  const runs: { text: string; left: number; top: number; right: number; height: number }[] = [];
  let behindBlank = false;
  for (const { text, left, top, right, height } of glyphs) {
    if (text.trim() === '') {
      behindBlank = true;
      continue;
    }
    const run = runs.at(-1);
    const gap = run ? (left - run.right) / height : Number.POSITIVE_INFINITY;
    const goesOn =
      run !== undefined &&
      run.height === height &&
      Math.abs(top - run.top) <= BASELINE * height &&
      gap >= OVERLAP &&
      gap <= RUN_GAP;
    if (goesOn) {
      run.text += `${gap > (behindBlank ? BLANK_GAP : WORD_GAP) ? ' ' : ''}${text}`;
      run.right = right;
    } else {
      runs.push({ text, left, top, right, height });
    }
    behindBlank = false;
  }
  return runs.map(({ right, ...run }) => ({ ...run, width: right - run.left }));
}
