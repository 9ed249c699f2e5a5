import { dropMarks } from './drop-marks';
import { PageTextError } from './errors';
import type { Glyph } from './join-glyphs';
import type { PdfiumCalls } from './pdfium';

/** A sign that the font does not tell: it stands for itself, and reads as no letter. */
const UNKNOWN = '\ufffd';

/** From the PDF's own space (origin below, any page rotation) to the page as it is read. */
type Matrix = readonly [number, number, number, number, number, number];

/** Of the signs of one text object. */
interface Type {
  readonly height: number;
  /** Type that does not run from left to right (stamps, side notes) belongs to no line. */
  readonly isUpright: boolean;
}

/**
 * The signs of a page, in the order in which it draws them, without those that
 * lie beyond its edge. `scratch` is memory for five doubles.
 *
 * @throws PageTextError `over-limit`
 */
export function* readGlyphs(
  calls: PdfiumCalls,
  page: number,
  { scratch, maxSigns }: { readonly scratch: number; readonly maxSigns: number },
): Generator<Glyph> {
  dropMarks(calls, page);
  const text = calls._FPDFText_LoadPage(page);
  if (text === 0) throw new PageTextError('pdf-damaged');
  const count = calls._FPDFText_CountChars(text);
  if (count > maxSigns) throw new PageTextError('over-limit');
  const { toPage, width, height } = readFrame(calls, page, scratch);
  let object = 0;
  let type: Type = { height: 0, isUpright: false };
  for (let index = 0; index < count; index += 1) {
    const drawnBy = calls._FPDFText_GetTextObject(text, index);
    // PDFium's own blanks and line ends are its guess: ours is made from positions.
    if (drawnBy === 0) continue;
    if (drawnBy !== object) {
      object = drawnBy;
      type = readType(calls, text, index, { scratch, toPage });
    }
    if (!type.isUpright) continue;
    const glyph = {
      text: readSign(calls, text, index),
      height: type.height,
      ...placeSign(calls, text, index, { scratch, toPage }),
    };
    const isOnPage = glyph.right >= 0 && glyph.left <= width && glyph.top >= 0 && glyph.top <= height;
    if (isOnPage) yield glyph;
  }
  calls._FPDFText_ClosePage(text);
}

interface Frame {
  readonly toPage: Matrix;
  readonly width: number;
  readonly height: number;
}

function readFrame(calls: PdfiumCalls, page: number, scratch: number): Frame {
  if (calls._FPDF_GetPageBoundingBox(page, scratch) === 0) throw new PageTextError('pdf-damaged');
  const [left, top, right, bottom] = floatsAt(calls, scratch);
  const [wide, high] = [right - left, top - bottom];
  switch (calls._FPDFPage_GetRotation(page)) {
    case 1:
      return { toPage: [0, 1, 1, 0, -bottom, -left], width: high, height: wide };
    case 2:
      return { toPage: [-1, 0, 0, 1, right, -bottom], width: wide, height: high };
    case 3:
      return { toPage: [0, -1, -1, 0, top, right], width: high, height: wide };
    default:
      return { toPage: [1, 0, 0, -1, -left, top], width: wide, height: high };
  }
}

interface Placing {
  readonly scratch: number;
  readonly toPage: Matrix;
}

function readType(calls: PdfiumCalls, text: number, index: number, { scratch, toPage }: Placing): Type {
  const size = calls._FPDFText_GetFontSize(text, index);
  calls._FPDFText_GetMatrix(text, index, scratch);
  const [a, b, c, d] = floatsAt(calls, scratch);
  // The size may be negative, and turns the type then.
  const [alongX, alongY] = turn(toPage, a * size, b * size);
  const height = Math.hypot(...turn(toPage, c * size, d * size));
  return { height, isUpright: height > 0 && alongX > 0 && Math.abs(alongY) < 0.1 * alongX };
}

function readSign(calls: PdfiumCalls, text: number, index: number): string {
  // PDFium takes a hyphen at the end of a line away, to join the word: here words are joined by position.
  if (calls._FPDFText_IsHyphen(text, index) === 1) return '-';
  if (calls._FPDFText_HasUnicodeMapError(text, index) === 1) return UNKNOWN;
  const code = calls._FPDFText_GetUnicode(text, index);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : UNKNOWN;
}

function placeSign(
  calls: PdfiumCalls,
  text: number,
  index: number,
  { scratch, toPage }: Placing,
): { left: number; top: number; right: number } {
  calls._FPDFText_GetCharOrigin(text, index, scratch, scratch + 8);
  const at = scratch >> 3;
  const [x, y] = [calls.HEAPF64[at] ?? 0, calls.HEAPF64[at + 1] ?? 0];
  const [left, top] = turn(toPage, x, y);
  calls._FPDFText_GetLooseCharBox(text, index, scratch);
  const [boxLeft, boxTop, boxRight, boxBottom] = floatsAt(calls, scratch);
  const right = Math.max(turn(toPage, boxLeft, boxTop)[0], turn(toPage, boxRight, boxBottom)[0]);
  return { left: left + toPage[4], top: top + toPage[5], right: right + toPage[4] };
}

function floatsAt(calls: PdfiumCalls, address: number): [number, number, number, number] {
  const { HEAPF32 } = calls;
  const at = address >> 2;
  return [HEAPF32[at] ?? 0, HEAPF32[at + 1] ?? 0, HEAPF32[at + 2] ?? 0, HEAPF32[at + 3] ?? 0];
}

/** A direction, without the page's offset. */
function turn([a, b, c, d]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y, b * x + d * y];
}
