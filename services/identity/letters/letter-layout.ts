import type { PDFFont, PDFPage } from 'pdf-lib';

const POINTS_PER_MILLIMETRE = 72 / 25.4;

/** A4, in points. */
export const PAGE_WIDTH = 210 * POINTS_PER_MILLIMETRE;
export const PAGE_HEIGHT = 297 * POINTS_PER_MILLIMETRE;

export interface TextStyle {
  readonly font: PDFFont;
  /** Points. */
  readonly size: number;
}

/** Millimetres from the upper left corner, as letters are measured. */
export interface Place {
  readonly left: number;
  /** Of the first baseline. */
  readonly top: number;
  readonly width: number;
}

const LINE_HEIGHT = 1.4;

export function millimetres(length: number): number {
  return length * POINTS_PER_MILLIMETRE;
}

/** @returns the baseline below the last line, in millimetres */
export function drawLines(page: PDFPage, text: string, place: Place, { font, size }: TextStyle): number {
  let top = place.top;
  for (const line of wrap(text, font, size, millimetres(place.width))) {
    page.drawText(line, {
      x: millimetres(place.left),
      y: PAGE_HEIGHT - millimetres(top),
      font,
      size,
    });
    top += (size * LINE_HEIGHT) / POINTS_PER_MILLIMETRE;
  }
  return top;
}

/** A word that is longer than a line is cut: nothing leaves the page. */
export function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (line: string): boolean => font.widthOfTextAtSize(line, size) <= width;
  // Measuring is what drawing costs most.
  if (fits(text)) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => cut(part, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || fits(longer)) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function cut(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && !fits(piece + character)) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
