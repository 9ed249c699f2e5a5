import type { Bookmark } from '../page-text/list-bookmarks';
import { joinFollowingPages, type PlacedPages } from './join-following-pages';
import { joinNamedPages } from './join-named-pages';
import type { PageReading } from './page-reading';
import { readBookmarks } from './read-bookmarks';
import type { SlipDraft } from './slip-draft';
import { type Numbering, readNumbering } from './slip-numbering';
import { type IgnoredPage, quarantine, type SplitPlan } from './split-plan';
import { weighSlips } from './weigh-slips';

/**
 * The slips of a merged PDF by the text of its pages, with its bookmarks as a
 * hint. Pure; every page ends in exactly one slip or among those ignored by a
 * named rule, and what is not beyond doubt waits for a person.
 *
 * @param pages all pages of the file, in its order
 */
export function planSlips(pages: readonly PageReading[], bookmarks: readonly Bookmark[]): SplitPlan {
  const content = pages.filter(({ kind }) => kind === 'content');
  const ignored = ignoredOf(pages);
  if (!content.some(isRecognised)) {
    const unknown = quarantine('layout-unknown', 'no page of the file shows where a slip begins');
    return { slips: content.map(({ number }) => ({ pages: [number], flaw: unknown })), ignored };
  }
  const numbering = readNumbering(content, pages.length);
  const titles = content.filter(({ fields }) => fields.type !== null).length;
  const file: PlacedPages = {
    pages,
    numbering,
    habits: habitsOf(content, numbering, titles),
    hints: readBookmarks(bookmarks, titles, pages.length),
  };
  const drafts = joinFollowingPages(file, joinNamedPages(content, numbering));
  weighSlips(drafts, file);
  return { slips: drafts.map(planOf), ignored };
}

export function ignoredOf(pages: readonly PageReading[]): IgnoredPage[] {
  return pages.flatMap(({ number, kind }) => (kind === 'content' ? [] : [{ page: number, rule: kind }]));
}

function planOf({ pages, flaw }: SlipDraft) {
  return { pages: pages.map(({ number }) => number), flaw };
}

function isRecognised({ fields }: PageReading): boolean {
  return fields.type !== null || fields.payrollNumbers.length > 0 || fields.nirAtPayrollNumber;
}

function habitsOf(
  content: readonly PageReading[],
  numbering: Numbering,
  titles: number,
): PlacedPages['habits'] {
  const printed = [...numbering.values()].map(({ number }) => number);
  const untitled = content.filter(
    ({ fields, payrollNumbers }) => fields.type === null && payrollNumbers.length > 0,
  ).length;
  return {
    titled: titles >= untitled,
    firstNumbered: printed.includes(1),
    nextNumbered: printed.some((number) => number > 1),
  };
}
