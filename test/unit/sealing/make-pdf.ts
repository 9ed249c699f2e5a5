import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import { run } from '../../support/pdf-judges';

export interface PdfShape {
  readonly pages?: number;
  /** Cross-reference and object streams instead of a table. */
  readonly objectStreams?: boolean;
  /** The first page's annotations in an array object of their own. */
  readonly indirectAnnotations?: boolean;
  /** An interactive form with a text field. */
  readonly form?: boolean;
}

/** A small payslip-like PDF. */
export async function makePdf(shape: PdfShape = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= (shape.pages ?? 1); number++) {
    document
      .addPage([595, 842])
      .drawText(`Bulletin de paie, page ${number}`, { font, size: 12, x: 50, y: 780 });
  }
  const page = document.getPage(0);
  if (shape.form === true) document.getForm().createTextField('remarque').addToPage(page, { x: 50, y: 50 });
  if (shape.indirectAnnotations === true) {
    const note = { Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], Contents: PDFString.of('note') };
    const { context } = document;
    page.node.set(PDFName.of('Annots'), context.register(context.obj([context.register(context.obj(note))])));
  }
  return Buffer.from(await document.save({ useObjectStreams: shape.objectStreams ?? false }));
}

/** The file after qpdf with these options. */
export async function withQpdf(pdf: Buffer, ...options: readonly string[]): Promise<Buffer> {
  const dir = await mkdtemp(join(tmpdir(), 'coffre-qpdf-'));
  try {
    await writeFile(join(dir, 'in.pdf'), pdf);
    const { code, output } = await run('qpdf', [...options, join(dir, 'in.pdf'), join(dir, 'out.pdf')]);
    if (code !== 0) throw new Error(output);
    return await readFile(join(dir, 'out.pdf'));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** A PDF with a cross-reference table from object bodies; the first is the catalog, number 1. */
export function writePdf(bodies: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = bodies.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const startxref = text.length;
  text += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${startxref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** A table whose trailer also points to a cross-reference stream with the hidden object (ISO 32000-1, 7.5.8.4). */
export function writeHybridPdf(): Buffer {
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << >> >>',
  ];
  const plain = writePdf(bodies).toString('latin1');
  const xref = plain.indexOf('xref\n');
  let text = plain.slice(0, xref);
  const hidden = text.length;
  text += '4 0 obj\n(hidden from old readers)\nendobj\n';
  const stream = text.length;
  const data = Buffer.of(1, hidden >> 8, hidden & 0xff, 0).toString('latin1');
  text += `5 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Index [4 1] /Length 4 >>\nstream\n${data}\nendstream\nendobj\n`;
  const startxref = text.length;
  const entries = plain.slice(xref).split('trailer')[0] ?? '';
  text += `${entries}trailer\n<< /Size 6 /Root 1 0 R /XRefStm ${stream} >>\nstartxref\n${startxref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
