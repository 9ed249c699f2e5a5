/** A run of text with a clear gap on either side. Lengths in points, from the page's left. */
export interface TextCell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** Cells on one baseline, from left to right. */
export interface TextLine {
  /** Baseline, in points from the top of the page as it is read. */
  readonly top: number;
  /** Of the largest type on the line, in points. */
  readonly height: number;
  readonly cells: readonly TextCell[];
}

/** The text of one page as a reader sees it, from top to bottom, without any NIR. */
export interface PageText {
  /** Position in the file, from 1. */
  readonly number: number;
  readonly lines: readonly TextLine[];
  /**
   * An image, or more drawing than a few strokes, on a page with hardly any text: a scan is no
   * blank page. Not looked for where text stands.
   */
  readonly hasDrawing: boolean;
}
