/** Where a value stands in the bytes it was read from: [start, end). */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PdfDictionary extends Span {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfArray extends Span {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}

export interface PdfReference extends Span {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
}

export interface PdfNumber extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface PdfName extends Span {
  readonly kind: 'name';
  readonly value: string;
}

/** A string's content is never needed: its span is. */
export interface PdfString extends Span {
  readonly kind: 'string';
}

/** `true`, `false`, `null`, `obj`, `stream`… */
export interface PdfKeyword extends Span {
  readonly kind: 'keyword';
  readonly value: string;
}

export type PdfValue = PdfDictionary | PdfArray | PdfReference | PdfNumber | PdfName | PdfString | PdfKeyword;
