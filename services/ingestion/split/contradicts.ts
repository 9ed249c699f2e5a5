import { foldName } from '../../directory/fold-name';
import { nameWords } from '../matching/name-words';
import type { SlipFields } from '../page-text/slip-fields';
import type { PageReading } from './page-reading';

/** Whether what a page says of its agent and month cannot stand on the same slip as these pages. */
export function contradicts(pages: readonly PageReading[], page: PageReading): boolean {
  const said = (pick: (fields: SlipFields) => readonly string[]) =>
    new Set(pages.flatMap(({ fields }) => pick(fields)));
  const differs = (pick: (fields: SlipFields) => readonly string[]) => {
    const before = said(pick);
    return before.size > 0 && pick(page.fields).some((value) => !before.has(value));
  };
  return (
    differs(({ birthDates }) => birthDates) ||
    differs(({ periods }) => periods) ||
    differs(({ sirets }) => sirets) ||
    differs(({ type }) => (type === null ? [] : [type])) ||
    differs(({ slipNumber }) => (slipNumber === null ? [] : [slipNumber])) ||
    namesDiffer(pages, page)
  );
}

function namesDiffer(pages: readonly PageReading[], page: PageReading): boolean {
  const before = pages.flatMap(({ fields }) => labelledNames(fields));
  if (before.length === 0) return false;
  const known = new Set(before.flat());
  return labelledNames(page.fields).some((name) => !name.every((word) => known.has(word)));
}

/** Words of every name that a label or its place makes one. */
export function labelledNames({ names }: SlipFields): string[][] {
  return names.filter(({ kind }) => kind !== 'bare').map(({ text }) => nameWords(text).map(foldName));
}
