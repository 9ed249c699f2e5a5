import { decodePDFRawStream, PDFContext, PDFRawStream } from 'pdf-lib';
import { decodeStructureStream } from '../../sealing/pdf/stream-data';
import type { PdfDictionary, PdfValue } from '../../sealing/pdf/values';
import type { WorkBudget } from '../../sealing/pdf/work-budget';
import { PageCutError } from './errors';

const FLATE = new Set(['FlateDecode', 'Fl']);
/** By the long and the short name that inline images use; what pictures alone have is never decoded. */
const GENERAL: Readonly<Record<string, string>> = {
  FlateDecode: 'FlateDecode',
  Fl: 'FlateDecode',
  LZWDecode: 'LZWDecode',
  LZW: 'LZWDecode',
  ASCII85Decode: 'ASCII85Decode',
  A85: 'ASCII85Decode',
  ASCIIHexDecode: 'ASCIIHexDecode',
  AHx: 'ASCIIHexDecode',
  RunLengthDecode: 'RunLengthDecode',
  RL: 'RunLengthDecode',
};

/** Data of a page's content, a font program or a map. @throws PageCutError `pdf-damaged`, SealingError `over-limit` */
export function decodeStream(
  raw: Buffer,
  filters: readonly (PdfValue | undefined)[],
  parameters: PdfValue | undefined,
  budget: WorkBudget,
): Buffer {
  const names = filters.map((filter) => (filter?.kind === 'name' ? filter.value : ''));
  const [first] = names;
  if (first === undefined) return raw;
  if (names.length === 1 && FLATE.has(first)) {
    return decodeStructureStream(asDictionary(filters[0], parameters), raw, budget);
  }
  if (hasPredictor(parameters)) throw new PageCutError('pdf-damaged');
  const general = names.map((name) => GENERAL[name]);
  if (general.includes(undefined)) throw new PageCutError('pdf-damaged');
  const dict = PDFContext.create().obj({ Filter: general as string[] });
  try {
    const data = decodePDFRawStream(PDFRawStream.of(dict, raw)).decode();
    budget.spendInflated(data.length);
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  } catch (error) {
    throw new PageCutError('pdf-damaged', { cause: error });
  }
}

function asDictionary(filter: PdfValue | undefined, parameters: PdfValue | undefined): PdfDictionary {
  const entries = new Map<string, PdfValue>();
  if (filter) entries.set('Filter', filter);
  if (parameters) entries.set('DecodeParms', parameters);
  return { kind: 'dictionary', entries, start: 0, end: 0 };
}

function hasPredictor(parameters: PdfValue | undefined): boolean {
  const all = parameters?.kind === 'array' ? parameters.items : [parameters];
  return all.some((one) => one?.kind === 'dictionary' && one.entries.has('Predictor'));
}
