import { createHash } from 'node:crypto';
import type { PageText } from '../page-text/page-text';

/**
 * SHA-256 of what the pages say, in the order they are given: equal for the same
 * slip printed again by another producer. Blanks and breaks do not count, save
 * between two figures (`1 23` and `12 3` differ), nor do pages without text.
 *
 * Null for pages without text: a scan is never "the same text" as another.
 */
export function textKey(pages: readonly PageText[]): Buffer | null {
  return joinPageKeys(pages.map(pageKey));
}

/** The key of pages whose own keys are known: of one page its own, of several that of all. */
export function joinPageKeys(keys: readonly (Buffer | null)[]): Buffer | null {
  const [first, ...others] = keys.filter((key) => key !== null);
  if (first === undefined || others.length === 0) return first ?? null;
  return createHash('sha256')
    .update(Buffer.concat([first, ...others]))
    .digest();
}

function pageKey({ lines }: PageText): Buffer | null {
  const text = lines
    .flatMap((line) => line.cells.map((cell) => cell.text))
    .join(' ')
    .normalize('NFKC')
    .replace(/(?<=\d)\s+(?=\d)/gu, '\u241f')
    .replace(/\s+/gu, '');
  return text === '' ? null : createHash('sha256').update(text).digest();
}
