import { normalisePayrollNumber } from '../../directory/payroll-number';
import { findLabels } from '../page-text/find-labels';
import type { Bookmark } from '../page-text/list-bookmarks';
import { readPayrollNumber } from '../page-text/read-values';

/** What an outline says of where slips begin. A hint: the pages are the witness. */
export interface SplitHints {
  /** A bookmark points at this page. */
  startsAt(page: number): boolean;
  /** Both pages stand under one bookmark. False where there is none. */
  together(first: number, second: number): boolean;
  /** Matricules that bookmarks of these pages label as such. */
  labelledNumbers(pages: readonly number[]): readonly string[];
  /** Words and numbers of the bookmarks of these pages. */
  words(pages: readonly number[]): readonly string[];
}

/** With a bookmark on nearly every page the outline is a list of pages, not of slips. */
const LIST_OF_PAGES = 0.9;

export function readBookmarks(
  bookmarks: readonly Bookmark[],
  slipStarts: number,
  pageCount: number,
): SplitHints {
  const titles = new Map<number, string[]>();
  for (const { page, title } of bookmarks) titles.set(page, [...(titles.get(page) ?? []), title]);
  const targets = [...titles.keys()].sort((a, b) => a - b);
  const listsPages = targets.length >= LIST_OF_PAGES * pageCount && slipStarts < targets.length;
  const starts = new Set(listsPages ? [] : targets);
  const rangeOf = rangesOf([...starts], pageCount);
  const titlesOf = (pages: readonly number[]) => pages.flatMap((page) => titles.get(page) ?? []);
  return {
    startsAt: (page) => starts.has(page),
    together: (first, second) => (rangeOf[first] ?? 0) > 0 && rangeOf[first] === rangeOf[second],
    labelledNumbers: (pages) =>
      titlesOf(pages).flatMap((title) =>
        findLabels(title)
          .filter(({ kind }) => kind === 'payroll-number')
          .flatMap(({ value }) => readPayrollNumber(value)?.value ?? [])
          .map(normalisePayrollNumber),
      ),
    words: (pages) =>
      titlesOf(pages).flatMap((title) => title.split(/[^\p{L}\p{N}]+/u).map(normalisePayrollNumber)),
  };
}

/** By page: the number of its range, 0 before the first bookmark. */
function rangesOf(starts: readonly number[], pageCount: number): Uint32Array {
  const rangeOf = new Uint32Array(pageCount + 1);
  const begins = new Set(starts);
  for (let page = 1, range = 0; page <= pageCount; page += 1) {
    if (begins.has(page)) range += 1;
    rangeOf[page] = range;
  }
  return rangeOf;
}
