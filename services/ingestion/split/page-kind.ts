import { level } from '../matching/calendar';
import { findLabels } from '../page-text/find-labels';
import type { PageText } from '../page-text/page-text';
import type { SlipFields } from '../page-text/slip-fields';

/** `blank` and `cover` pages are no items; every other page is in one. */
export type PageKind = 'content' | 'blank' | 'cover';

/** All that a page without a message says: its number, or that it was left empty. */
const EMPTY =
  /^(?:(?:page|feuillet|folio)?\s?(?:n[°º]\s?)?\d{0,5}\s?(?:(?:\/|sur|de)\s?\d{1,5})?|(?:cette\s)?page (?:laissee |volontairement |intentionnellement )*(?:blanche|vide|vierge)(?: intentionnellement| volontairement)?\.?|verso|-+)$/u;

/** Words of the sheets that payroll software puts before, between and behind slips. */
const COVER =
  /\b(?:bordereau|page de garde|recapitulatif d[eu]s? (?:l')?(?:envoi|edition|lot)|nombre de bulletins|bulletins? dans ce lot|\d+ bulletins|lot n[°º]|ne pas distribuer|fin (?:du lot|de l'edition|d'edition)|intercalaire|sommaire|page de separation|separateur|liste des bulletins|edition des bulletins)\b/u;

/** More text is no cover. */
const COVER_LINES = 25;

/**
 * The named rules by which a page is no part of any slip. A page that may be one
 * is never left out: it becomes an item, and a person looks.
 */
export function kindOfPage(page: PageText, fields: SlipFields): PageKind {
  const cells = page.lines.flatMap((line) => line.cells.map((cell) => level(cell.text).trim()));
  if (cells.every((text) => EMPTY.test(text))) return page.hasDrawing ? 'content' : 'blank';
  return isCover(page, cells, fields) ? 'cover' : 'content';
}

function isCover({ lines }: PageText, cells: readonly string[], fields: SlipFields): boolean {
  const identifies =
    fields.payrollNumbers.length > 0 ||
    fields.nirAtPayrollNumber ||
    fields.birthDates.length > 0 ||
    fields.slipNumber !== null ||
    lines.some((line) => line.cells.some(({ text }) => text.includes('[NIR]') || labelsPerson(text)));
  return !identifies && lines.length <= COVER_LINES && cells.some((text) => COVER.test(text));
}

function labelsPerson(text: string): boolean {
  return findLabels(text).some(
    ({ kind, isField }) => isField && (kind === 'birth-name' || kind === 'birth-date'),
  );
}
