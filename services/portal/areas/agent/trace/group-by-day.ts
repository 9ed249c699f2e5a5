/** One line of a day: an act, or the same one several times. */
export interface Line<Act> {
  readonly sentence: string;
  /** The newest of them. */
  readonly act: Act;
  readonly count: number;
  /** Instant of the oldest. */
  readonly since: string;
}

export interface Day<Act> {
  readonly name: string;
  readonly lines: readonly Line<Act>[];
}

/**
 * Acts by day, in the order given. What reads the same on the same day is one line that says how often:
 * a list opened thirty times must not hide the one reading by somebody else.
 *
 * @param acts newest first
 */
export function groupByDay<Act extends { readonly at: string }>(
  acts: readonly Act[],
  dayOf: (instant: string) => string,
  wordsOf: (act: Act) => string,
): Day<Act>[] {
  const days = new Map<string, Map<string, Line<Act>>>();
  for (const act of acts) {
    const name = dayOf(act.at);
    const sentence = wordsOf(act);
    const lines = days.get(name) ?? new Map<string, Line<Act>>();
    const before = lines.get(sentence);
    lines.set(sentence, {
      sentence,
      act: before?.act ?? act,
      count: (before?.count ?? 0) + 1,
      since: act.at,
    });
    days.set(name, lines);
  }
  return [...days].map(([name, lines]) => ({ name, lines: [...lines.values()] }));
}
