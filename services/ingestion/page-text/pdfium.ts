import { PDFiumModule } from '@hyzyla/pdfium';

/** What reading text needs of PDFium's C interface (fpdfview.h, fpdf_text.h, fpdf_edit.h): numbers are addresses or handles. */
export interface PdfiumCalls {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  _malloc(size: number): number;
  _free(address: number): void;
  _FPDF_InitLibraryWithConfig(config: number): void;
  _FPDF_LoadMemDocument(data: number, size: number, password: number): number;
  _FPDF_GetLastError(): number;
  _FPDF_GetSecurityHandlerRevision(document: number): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFBookmark_GetFirstChild(document: number, bookmark: number): number;
  _FPDFBookmark_GetNextSibling(document: number, bookmark: number): number;
  _FPDFBookmark_GetTitle(bookmark: number, buffer: number, size: number): number;
  _FPDFBookmark_GetDest(document: number, bookmark: number): number;
  _FPDFDest_GetDestPageIndex(document: number, destination: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_CountMarks(object: number): number;
  _FPDFPageObj_GetMark(object: number, index: number): number;
  _FPDFPageObj_RemoveMark(object: number, mark: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetTextObject(text: number, index: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_HasUnicodeMapError(text: number, index: number): number;
  _FPDFText_IsHyphen(text: number, index: number): number;
  _FPDFText_GetFontSize(text: number, index: number): number;
  _FPDFText_GetMatrix(text: number, index: number, matrix: number): number;
  _FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number;
  _FPDFText_GetLooseCharBox(text: number, index: number, rectangle: number): number;
}

/** PDFium inside WebAssembly, which has neither files nor network. */
export interface Pdfium {
  readonly calls: PdfiumCalls;
  /**
   * Puts the whole memory back to what it was before the first document, byte
   * for byte. PDFium is C++: a hostile file may corrupt its memory, and no
   * later document, which is another agent's, may be read with what it left.
   */
  forget(): void;
}

export async function loadPdfium(): Promise<Pdfium> {
  const calls = (await PDFiumModule({})) as unknown as PdfiumCalls;
  calls._FPDF_InitLibraryWithConfig(0);
  const fresh = calls.HEAPU8.slice(0, usedBytes(calls.HEAPU8));
  return {
    calls,
    forget: () => {
      // The memory may have grown since: what the allocator hands out anew is zero, as in the beginning.
      const used = usedBytes(calls.HEAPU8);
      calls.HEAPU8.set(fresh);
      calls.HEAPU8.fill(0, fresh.length, used);
    },
  };
}

const BLOCK = Buffer.alloc(64 * 1024);

/** Up to the last block that is not zero. Looking costs less than writing: what was never written is no memory yet. */
function usedBytes({ buffer, length }: Uint8Array): number {
  let end = length;
  while (end >= BLOCK.length && BLOCK.equals(new Uint8Array(buffer, end - BLOCK.length, BLOCK.length))) {
    end -= BLOCK.length;
  }
  return end;
}
