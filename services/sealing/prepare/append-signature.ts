import type { DictionaryObject, SourceStructure } from '../pdf/read-source';
import type { PdfDictionary, PdfValue } from '../pdf/values';
import type { PreparedFile } from './prepared-file';
import { type SignatureDictionary, writeByteRange, writeSignatureField } from './signature-dictionary';
import { type WrittenObject, writeCrossReferences } from './write-cross-references';

/** Changed objects of the source: the page and the catalog, or the form where it is an object of its own. */
interface Rewritten {
  readonly number: number;
  readonly generation: number;
  readonly body: string;
}

/**
 * Appends an invisible signature field with an empty signature as an incremental
 * update (ISO 32000-1, 7.5.6), writing of the source's objects only what must
 * change, byte for byte otherwise.
 *
 * NULL for shapes left to the general library: hybrid cross references, and
 * annotations or fields that are arrays of their own.
 */
export function appendSignature(
  source: SourceStructure,
  dictionary: SignatureDictionary,
  contentsBytes: number,
): PreparedFile | null {
  const { references } = source.pdf;
  const field = references.nextNumber;
  const signature = field + 1;
  const page = referenceTo(source.firstPage);
  const rewritten = references.hybrid ? null : rewriteObjects(source, `${field} 0 R`);
  if (rewritten === null) return null;

  const base = source.pdf.bytes.length;
  const written: WrittenObject[] = [];
  let head = '\n';
  const begin = (number: number, generation: number) => {
    written.push({ number, generation, offset: base + head.length });
    head += `${number} ${generation} obj\n`;
  };
  for (const object of rewritten) {
    begin(object.number, object.generation);
    head += `${object.body}\nendobj\n`;
  }
  begin(field, 0);
  head += `${writeSignatureField({ field, signature, page })}\nendobj\n`;
  begin(signature, 0);
  const byteRangeAt = base + head.length + dictionary.byteRangeAt;
  head += dictionary.head;

  const gapStart = base + head.length - 1;
  const gapEnd = gapStart + 2 * contentsBytes + 2;
  let tail = `${dictionary.tail}\nendobj\n`;
  tail += writeCrossReferences(source.pdf, written, gapEnd + tail.length - 1);

  const bytes = Buffer.allocUnsafe(gapEnd - 1 + tail.length);
  source.pdf.bytes.copy(bytes, 0);
  bytes.write(head, base, 'latin1');
  bytes.fill(0x30, gapStart + 1, gapEnd - 1);
  bytes.write(tail, gapEnd - 1, 'latin1');
  const byteRange = [0, gapStart, gapEnd, bytes.length - gapEnd] as const;
  bytes.write(writeByteRange(byteRange), byteRangeAt, 'latin1');
  return { bytes, byteRange };
}

function rewriteObjects(source: SourceStructure, field: string): Rewritten[] | null {
  const page = extendArray(source.firstPage.value, 'Annots', field);
  const form = rewriteForm(source, field);
  if (page === null || form === null) return null;
  return [{ ...idOf(source.firstPage), body: applyEdits(source.firstPage, page) }, form];
}

function rewriteForm(source: SourceStructure, field: string): Rewritten | null {
  const { catalog, pdf } = source;
  const value = catalog.value.entries.get('AcroForm');
  if (value === undefined) {
    const form = `/AcroForm << /Fields [${field}] /SigFlags 3 >>`;
    return { ...idOf(catalog), body: applyEdits(catalog, [insertAtEnd(catalog.value, form)]) };
  }
  if (value.kind === 'dictionary') {
    const edits = extendForm(value, field);
    return edits && { ...idOf(catalog), body: applyEdits(catalog, edits) };
  }
  const form = value.kind === 'reference' ? pdf.readObject(value) : null;
  if (form?.value.kind !== 'dictionary') return null;
  const object = { ...form, value: form.value };
  const edits = extendForm(object.value, field);
  return edits && { ...idOf(object), body: applyEdits(object, edits) };
}

function extendForm(form: PdfDictionary, field: string): Edit[] | null {
  const fields = extendArray(form, 'Fields', field);
  return fields && [...fields, setEntry(form, 'SigFlags', '3')];
}

/** Replaces [from, to) of the bytes that an object was read from. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function extendArray(dictionary: PdfDictionary, key: string, item: string): Edit[] | null {
  const value = dictionary.entries.get(key);
  if (value === undefined) return [insertAtEnd(dictionary, `/${key} [${item}]`)];
  if (value.kind !== 'array') return null;
  return [{ from: value.end - 1, to: value.end - 1, text: ` ${item}` }];
}

function setEntry(dictionary: PdfDictionary, key: string, text: string): Edit {
  const value: PdfValue | undefined = dictionary.entries.get(key);
  if (value === undefined) return insertAtEnd(dictionary, `/${key} ${text}`);
  return { from: value.start, to: value.end, text };
}

/** On a line of its own: the dictionary may end in a comment. */
function insertAtEnd(dictionary: PdfDictionary, entry: string): Edit {
  const at = dictionary.end - 2;
  return { from: at, to: at, text: `\n${entry} ` };
}

function applyEdits(object: DictionaryObject, edits: readonly Edit[]): string {
  const { bytes, value } = object;
  let at = value.start;
  let text = '';
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    text += bytes.toString('latin1', at, edit.from) + edit.text;
    at = edit.to;
  }
  return text + bytes.toString('latin1', at, value.end);
}

function idOf(object: DictionaryObject): { number: number; generation: number } {
  return { number: object.number, generation: object.generation };
}

function referenceTo(object: DictionaryObject): string {
  return `${object.number} ${object.generation} R`;
}
