import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { RenderRequest } from './renderer-messages';
import { writePng } from './write-png';

/**
 * Draws one page as a PNG. The bytes are hostile: this runs only in the renderer
 * process, and PDFium inside WebAssembly, which has neither files nor network.
 *
 * @throws Error for a file that cannot be opened, or a page that it does not have
 */
export async function drawPage({ pdf, page, width, maxPixels }: RenderRequest): Promise<Buffer> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  if (page > document.getPageCount()) throw new Error('no such page');
  const drawn = document.getPage(page - 1);
  const size = sizeWithin(drawn.getOriginalSize(), width, maxPixels);
  // As a reader sees it: filled-in form fields are part of what the page says.
  const bitmap = await drawn.render({ ...size, render: 'bitmap', renderFormFields: true });
  return writePng({ width: bitmap.width, height: bitmap.height, rgba: bitmap.data });
}

/** As wide as asked; smaller where the page is so long that it would exceed the cap. */
function sizeWithin(
  page: { readonly originalWidth: number; readonly originalHeight: number },
  width: number,
  maxPixels: number,
): { width: number; height: number } {
  const ratio = page.originalHeight / page.originalWidth;
  if (!(ratio > 0 && Number.isFinite(ratio))) throw new Error('page without an area');
  const fitting = Math.min(width, Math.floor(Math.sqrt(maxPixels / ratio)));
  const height = Math.max(1, Math.floor(fitting * ratio));
  if (fitting < 1) throw new Error('page without an area');
  return { width: fitting, height };
}
