import type { OpenPdf } from '../pdf/open-pdf';

export interface WrittenObject {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
}

/** A stream's object numbers and offsets fit these: 1 byte of type, 4 of offset, 2 of generation. */
const WIDTHS = [1, 4, 2] as const;

/**
 * The section that ends an increment, from cross references to %%EOF, of the
 * kind the source ends with: a table behind a stream is not allowed (ISO 32000-1, 7.5.8.1).
 */
export function writeCrossReferences(
  pdf: OpenPdf,
  written: readonly WrittenObject[],
  offset: number,
): string {
  const objects = [...written].sort((a, b) => a.number - b.number);
  const section =
    pdf.references.newest.kind === 'table' ? writeTable(pdf, objects) : writeStream(pdf, objects, offset);
  return `${section}\nstartxref\n${offset}\n%%EOF\n`;
}

function writeTable(pdf: OpenPdf, objects: readonly WrittenObject[]): string {
  const runs = objects.map(
    ({ number, offset, generation }) => `${number} 1\n${digits(offset, 10)} ${digits(generation, 5)} n \n`,
  );
  const size = 1 + Math.max(...objects.map((object) => object.number));
  return `xref\n${runs.join('')}trailer\n<< /Size ${size} ${carriedEntries(pdf)} >>`;
}

function writeStream(pdf: OpenPdf, objects: readonly WrittenObject[], offset: number): string {
  const own = 1 + Math.max(...objects.map((object) => object.number));
  const all = [...objects, { number: own, generation: 0, offset }];
  const width = WIDTHS[0] + WIDTHS[1] + WIDTHS[2];
  const data = Buffer.alloc(all.length * width);
  for (const [row, object] of all.entries()) {
    data[row * width] = 1;
    data.writeUInt32BE(object.offset, row * width + 1);
    data.writeUInt16BE(object.generation, row * width + 5);
  }
  const index = all.map((object) => `${object.number} 1`).join(' ');
  return (
    `${own} 0 obj\n<< /Type /XRef /Size ${own + 1} /W [${WIDTHS.join(' ')}] /Index [${index}] ` +
    `/Length ${data.length} ${carriedEntries(pdf)} >>\nstream\n${data.toString('latin1')}\nendstream\nendobj`
  );
}

/** /Info only where the source has one: a dangling reference makes readers fail. */
function carriedEntries(pdf: OpenPdf): string {
  const { trailer, startxref } = pdf.references;
  const carried = ['Root', 'Info', 'ID'].flatMap((key) => {
    const value = trailer.entries.get(key);
    return value === undefined ? [] : [`/${key} ${pdf.bytes.toString('latin1', value.start, value.end)}`];
  });
  return `${carried.join(' ')} /Prev ${startxref}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
