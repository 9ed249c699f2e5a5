import type { PdfiumCalls } from './pdfium';

/** Of `FPDFPageObj_GetType`. */
const TEXT = 1;
const FORM = 5;

/**
 * Takes the marks off the text of a page. With them, PDFium would tell the
 * replacement that a file gives for a piece of text (`ActualText`), not the
 * signs that are drawn: the witness is what a reader sees.
 */
export function dropMarks(calls: PdfiumCalls, page: number): void {
  for (let index = calls._FPDFPage_CountObjects(page) - 1; index >= 0; index -= 1) {
    dropMarksOf(calls, calls._FPDFPage_GetObject(page, index));
  }
}

/** Forms lie within forms; PDFium has bounded how deep when it parsed them. */
function dropMarksOf(calls: PdfiumCalls, object: number): void {
  const type = calls._FPDFPageObj_GetType(object);
  if (type === TEXT) {
    for (let index = calls._FPDFPageObj_CountMarks(object) - 1; index >= 0; index -= 1) {
      calls._FPDFPageObj_RemoveMark(object, calls._FPDFPageObj_GetMark(object, index));
    }
  }
  if (type === FORM) {
    for (let index = calls._FPDFFormObj_CountObjects(object) - 1; index >= 0; index -= 1) {
      dropMarksOf(calls, calls._FPDFFormObj_GetObject(object, index));
    }
  }
}
