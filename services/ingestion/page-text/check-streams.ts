import { inflateSync } from 'node:zlib';
import { SealingError } from '../../sealing/errors';
import { type OpenPdf, openPdf, type PdfObject } from '../../sealing/pdf/open-pdf';
import { ValueReader } from '../../sealing/pdf/value-reader';
import type { PdfDictionary, PdfValue } from '../../sealing/pdf/values';
import { createWorkBudget, type WorkBudget } from '../../sealing/pdf/work-budget';
import { PageTextError, type PageTextErrorCode } from './errors';

/** A page's content takes kilobytes. */
const MAX_INFLATED = 64 * 1024 * 1024;

/**
 * Refuses a file in which a compressed stream is damaged that pages may draw
 * text with, or that tells what the signs of a font mean. PDFium would read it
 * as far as it goes, silently: the witness could be missing what contradicts,
 * and the document what it says. Images and the shapes of fonts say nothing.
 *
 * @throws PageTextError `pdf-damaged`, `over-limit`, `pdf-encrypted`
 */
export function checkStreams(file: Buffer): void {
  try {
    const budget = createWorkBudget();
    const pdf = openPdf(file, budget);
    for (const { bytes, value } of reachable(pdf)) {
      // What lies in an object stream is no stream, and that one was inflated to read it.
      if (bytes !== file || value.kind !== 'dictionary') continue;
      if (!isDeflated(value) || hasNoText(value)) continue;
      const length = pdf.resolve(value.entries.get('Length'));
      checkDeflated(rawBytes(file, value, length, budget));
    }
  } catch (error) {
    if (error instanceof SealingError) throw new PageTextError(codeOf(error), { cause: error });
    throw error;
  }
}

/**
 * Every object that the document is made of, once. What nothing leads to is no part
 * of it: producers leave halves of pages behind that no reader ever looks at.
 */
function* reachable(pdf: OpenPdf): Generator<PdfObject> {
  const seen = new Set<number>();
  const open: PdfValue[] = [...pdf.references.trailer.entries.values()];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value.kind === 'array') open.push(...value.items.filter(leadsOn));
    else if (value.kind === 'dictionary') open.push(...[...value.entries.values()].filter(leadsOn));
    if (value.kind !== 'reference' || seen.has(value.number)) continue;
    seen.add(value.number);
    const object = pdf.readObject(value);
    if (object === null) continue;
    yield object;
    open.push(object.value);
  }
}

function leadsOn({ kind }: PdfValue): boolean {
  return kind === 'array' || kind === 'dictionary' || kind === 'reference';
}

/** What reading a structure says has the same name here. */
function codeOf({ code }: SealingError): PageTextErrorCode {
  return code === 'over-limit' || code === 'pdf-encrypted' || code === 'not-a-pdf' ? code : 'pdf-damaged';
}

function isDeflated({ entries }: PdfDictionary): boolean {
  const filter = entries.get('Filter');
  const only = filter?.kind === 'array' && filter.items.length === 1 ? filter.items[0] : filter;
  return only?.kind === 'name' && (only.value === 'FlateDecode' || only.value === 'Fl');
}

/** ISO 32000-1, 8.9.5 (images) and 9.9 (font programs). */
function hasNoText({ entries }: PdfDictionary): boolean {
  const subtype = entries.get('Subtype');
  const kind = subtype?.kind === 'name' ? subtype.value : '';
  return ['Image', 'Type1C', 'CIDFontType0C', 'OpenType'].includes(kind) || entries.has('Length1');
}

/** Where the length is wrong, readers look for the end themselves. */
function rawBytes(
  file: Buffer,
  dictionary: PdfDictionary,
  length: PdfValue | undefined,
  budget: WorkBudget,
): Buffer {
  const reader = new ValueReader(file, dictionary.end, budget);
  reader.readKeyword('stream');
  let start = reader.position;
  if (file[start] === 13) start += 1;
  if (file[start] === 10) start += 1;
  if (length?.kind === 'number' && length.value >= 0) {
    reader.position = start + length.value;
    if (reader.tryKeyword('endstream')) return file.subarray(start, start + length.value);
  }
  const end = file.indexOf('endstream', start);
  if (end < 0) throw new PageTextError('pdf-damaged');
  return file.subarray(start, end);
}

function checkDeflated(raw: Buffer): void {
  try {
    inflateSync(raw, { maxOutputLength: MAX_INFLATED });
  } catch (error) {
    const isTooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new PageTextError(isTooLarge ? 'over-limit' : 'pdf-damaged', { cause: error });
  }
}
