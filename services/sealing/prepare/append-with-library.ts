import { PDFArray, PDFDocument, PDFInvalidObject, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import { SealingError } from '../errors';
import type { SourceStructure } from '../pdf/read-source';
import type { PreparedFile } from './prepared-file';
import { type SignatureDictionary, writeByteRange } from './signature-dictionary';

const SIGNATURE_FIELD_FLAGS = 132;
const SIGNATURES_EXIST_APPEND_ONLY = 3;

/**
 * The same increment through the general library, for irregular files.
 *
 * `updateMetadata: false`: otherwise it writes a dangling /Info into files that
 * have none. The signature dictionary goes in verbatim, as an object that the
 * library can neither parse nor pack into an object stream.
 */
export async function appendWithLibrary(
  source: SourceStructure,
  dictionary: SignatureDictionary,
  contentsBytes: number,
): Promise<PreparedFile> {
  const text = Buffer.from(`${dictionary.head}${'0'.repeat(2 * contentsBytes)}${dictionary.tail}`, 'latin1');
  const { pdf } = source;
  const useObjectStreams = pdf.references.newest.kind === 'stream';
  const written = await writeIncrement(pdf.bytes, text, useObjectStreams);
  const bytes = Buffer.from(written.buffer, written.byteOffset, written.byteLength);
  const at = bytes.indexOf(text, pdf.bytes.length);
  if (at < 0) throw new SealingError('seal-check-failed');
  const gapStart = at + dictionary.head.length - 1;
  const gapEnd = gapStart + 2 * contentsBytes + 2;
  const byteRange = [0, gapStart, gapEnd, bytes.length - gapEnd] as const;
  bytes.write(writeByteRange(byteRange), at + dictionary.byteRangeAt, 'latin1');
  return { bytes, byteRange };
}

async function writeIncrement(
  source: Buffer,
  signature: Buffer,
  useObjectStreams: boolean,
): Promise<Uint8Array> {
  try {
    const document = await PDFDocument.load(source, { forIncrementalUpdate: true, updateMetadata: false });
    addField(document, signature);
    return await document.commit({ useObjectStreams });
  } catch (error) {
    throw new SealingError('pdf-damaged', { cause: error });
  }
}

function addField(document: PDFDocument, signature: Buffer): void {
  const { context, catalog } = document;
  const page = document.getPage(0);
  const signatureRef = context.register(PDFInvalidObject.of(signature));
  const fieldRef = context.nextRef();
  context.assign(
    fieldRef,
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of(`Cachet ${fieldRef.objectNumber}`),
      Rect: [0, 0, 0, 0],
      F: SIGNATURE_FIELD_FLAGS,
      P: page.ref,
      V: signatureRef,
    }),
  );
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  if (annotations === undefined) page.node.set(PDFName.of('Annots'), context.obj([fieldRef]));
  else annotations.push(fieldRef);
  const form = catalog.getOrCreateAcroForm();
  form.addField(fieldRef);
  form.dict.set(PDFName.of('SigFlags'), PDFNumber.of(SIGNATURES_EXIST_APPEND_ONLY));
}
