/** One line of a day: an act, or the same one several times, newest first. */
export interface Line<Act> {
  readonly sentence: string;
  readonly acts: readonly [Act, ...Act[]];
}

export interface Day<Act> {
  readonly name: string;
  readonly lines: readonly Line<Act>[];
  /** Looking around in one's own vault: every page of the portal does it, and nobody takes it for an act. */
  readonly browsing: readonly Act[];
}

interface Act {
  readonly at: string;
  readonly documentId: string | null;
}

interface Gathered<A> {
  readonly lines: Map<string, { readonly sentence: string; readonly acts: [A, ...A[]] }>;
  readonly browsing: A[];
}

/**
 * Acts by day, in the order given. What reads the same, of the same document on the same day, is one line
 * that says how often: a list opened thirty times must not hide the one reading by somebody else.
 *
 * @param acts newest first
 */
export function groupByDay<A extends Act>(
  acts: readonly A[],
  dayOf: (instant: string) => string,
  wordsOf: (act: A) => string,
  isBrowsing: (act: A) => boolean,
): Day<A>[] {
  const days = new Map<string, Gathered<A>>();
  for (const act of acts) {
    const name = dayOf(act.at);
    const day: Gathered<A> = days.get(name) ?? { lines: new Map(), browsing: [] };
    days.set(name, day);
    if (isBrowsing(act)) {
      day.browsing.push(act);
      continue;
    }
    const sentence = wordsOf(act);
    // Two documents may bear the same words: their acts stay apart, each leading to its own.
    const key = `${act.documentId} ${sentence}`;
    const line = day.lines.get(key);
    if (line === undefined) day.lines.set(key, { sentence, acts: [act] });
    else line.acts.push(act);
  }
  return [...days].map(([name, { lines, browsing }]) => ({ name, lines: [...lines.values()], browsing }));
}
