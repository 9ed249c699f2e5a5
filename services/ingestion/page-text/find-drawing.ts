import type { PDFPageProxy } from 'pdfjs-dist';

/** Rules and frames of an otherwise empty form. */
const FEW_STROKES = 20;

/** Names of the operations that paint something other than text laid out. */
const PAINTS = ['constructPath', 'shadingFill', 'showText', 'showSpacedText'] as const;
type Operations = Readonly<Record<string, number>>;

/**
 * Whether something is to be seen on a page without text: an image, text that runs
 * another way, letters drawn as curves. The image itself is never decoded: the file
 * was opened so that one ends the listing with an error.
 */
export async function findDrawing(page: PDFPageProxy, operations: Operations): Promise<boolean> {
  const paints = new Set(PAINTS.map((name) => operations[name]));
  try {
    const { fnArray } = await page.getOperatorList();
    return fnArray.filter((operation) => paints.has(operation)).length > FEW_STROKES;
  } catch {
    // An image, or what cannot be told: a person looks at the page.
    return true;
  }
}
