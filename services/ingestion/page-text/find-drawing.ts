import type { PdfiumCalls } from './pdfium';

/** Rules and frames of an otherwise empty form. */
const FEW_STROKES = 20;

/** Of `FPDFPageObj_GetType`. */
const IMAGE = 3;
const FORM = 5;

/**
 * Whether something is to be seen on a page without text: an image, text that runs
 * another way, letters drawn as curves. The image itself is never decoded.
 */
export function findDrawing(calls: PdfiumCalls, page: number): boolean {
  const waiting = Array.from({ length: calls._FPDFPage_CountObjects(page) }, (_, index) =>
    calls._FPDFPage_GetObject(page, index),
  );
  let strokes = 0;
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    const type = calls._FPDFPageObj_GetType(object);
    if (type === IMAGE) return true;
    if (type !== FORM) strokes += 1;
    if (strokes > FEW_STROKES) return true;
    const inside = type === FORM ? calls._FPDFFormObj_CountObjects(object) : 0;
    for (let index = 0; index < inside; index += 1) waiting.push(calls._FPDFFormObj_GetObject(object, index));
  }
  return false;
}
