import { deflateSync } from 'node:zlib';
import { loadPdfium, type Pdfium } from '../../../services/ingestion/page-text/pdfium';
import { openPdf } from '../../../services/ingestion/page-text/read-pdf';

const LIMITS = { maxBytes: 1_000_000, maxPages: 10, maxTextPerPage: 10_000 };

interface Options {
  readonly compress?: boolean;
  /** Entries of the page. */
  readonly page?: string;
  /** Entries of the font, which is Helvetica. */
  readonly font?: string;
  /** The compressed content as it lies in the file. */
  readonly damage?: (content: Buffer) => void;
}

/** A file of one page that draws `content`, in font /F. */
function draw(content: string, { compress = false, page = '', font = '', damage }: Options = {}): Buffer {
  const plain = Buffer.from(content, 'latin1');
  const drawn = compress ? deflateSync(plain) : plain;
  damage?.(drawn);
  const filter = compress ? '/Filter/FlateDecode' : '';
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${page}>>`,
    ),
    Buffer.concat([
      Buffer.from(`<</Length ${drawn.length}${filter}>>stream\n`),
      drawn,
      Buffer.from('\nendstream'),
    ]),
    Buffer.from(`<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding${font}>>`),
  ];
  const parts = [Buffer.from('%PDF-1.7\n')];
  const sizeOf = () => parts.reduce((sum, part) => sum + part.length, 0);
  const rows = objects.map((object, index) => {
    const offset = sizeOf();
    parts.push(Buffer.from(`${index + 1} 0 obj`), object, Buffer.from('\nendobj\n'));
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${rows.join('')}`;
  parts.push(Buffer.from(`${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${sizeOf()}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A line of text, `down` points below the top. */
function print(down: number, text: string, left = 40): string {
  return `BT /F 10 Tf ${left} ${842 - down} Td (${text}) Tj ET\n`;
}

describe('the text of a page is what a reader sees', () => {
  let pdfium: Pdfium;

  beforeAll(async () => {
    pdfium = await loadPdfium();
  });

  function read(pdf: Buffer): string[] {
    const opened = openPdf(pdfium, pdf, LIMITS);
    try {
      return opened.readPage(1).lines.map((line) => line.cells.map((cell) => cell.text).join(' | '));
    } finally {
      opened.close();
    }
  }

  test.each<[string, Buffer, string[]]>([
    [
      'cells and lines, in reading order whatever the order of drawing',
      draw(print(120, 'Nom') + print(100, '00417', 200) + print(100, 'Matricule')),
      ['Matricule | 00417', 'Nom'],
    ],
    [
      'the signs that are drawn, not the text that the file gives instead',
      draw(`/Span <</ActualText (Mme AUTRE)>> BDC ${print(100, 'Mme DUPONT')}EMC`),
      ['Mme DUPONT'],
    ],
    [
      'a hyphen at the end of a line',
      draw(print(100, 'CHABRILLAC-') + print(112, 'GARCONNET') + print(140, 'Net')),
      ['CHABRILLAC-GARCONNET', 'Net'],
    ],
    ['bold type drawn twice, once', draw(print(100, 'DUPONT') + print(100, 'DUPONT', 40.3)), ['DUPONT']],
    [
      'nothing beyond the edge',
      draw(print(-20, 'above') + print(100, 'on') + print(100, 'aside', 620)),
      ['on'],
    ],
    [
      'nothing that the page is cropped to leave out',
      draw(print(100, 'on') + print(500, 'below'), { page: '/CropBox[0 500 595 842]' }),
      ['on'],
    ],
    [
      'no side note',
      draw(`BT /F 10 Tf 0 1 -1 0 30 300 Tm (note) Tj ET ${print(100, 'upright')}`),
      ['upright'],
    ],
    ['type of a negative size', draw('BT /F -10 Tf -1 0 0 -1 40 700 Tm (Net) Tj ET'), ['Net']],
    [
      'a page turned by 270°',
      draw('BT /F 10 Tf 0 -1 1 0 100 600 Tm (Matricule : 00417) Tj ET', { page: '/Rotate 270' }),
      ['Matricule : 00417'],
    ],
    [
      'a page turned upside down',
      draw('BT /F 10 Tf -1 0 0 -1 500 700 Tm (Net) Tj 0 -12 Td (Total) Tj ET', { page: '/Rotate 180' }),
      ['Net', 'Total'],
    ],
    ['compressed content', draw(print(100, 'Net'), { compress: true }), ['Net']],
  ])('%s', (_, pdf, expected) => {
    expect(read(pdf)).toEqual(expected);
  });

  test('signs that the font does not tell are no letters', () => {
    const pdf = draw(print(100, 'AB'), { font: '/Encoding<</Differences[65/g1/g2]>>' });
    expect(read(pdf).join('')).not.toMatch(/[A-Za-z]/u);
  });

  test.each([
    ['a flipped bit', (content: Buffer) => content.writeUInt8((content[20] ?? 0) ^ 4, 20)],
    ['zeroes in the middle', (content: Buffer) => content.fill(0, 15, 40)],
    ['a wrong checksum', (content: Buffer) => content.fill(0, content.length - 4)],
  ])('content with %s is damaged, however much of it could be read', (_, damage) => {
    const content = Array.from({ length: 30 }, (_line, row) =>
      print(40 + 12 * row, `ligne ${row} * 17`),
    ).join('');
    expect(() => read(draw(content, { compress: true, damage }))).toThrow('pdf-damaged');
  });

  test('content whose length is wrong is found by its end', () => {
    const pdf = draw(print(100, 'Net'), { compress: true });
    const wrong = Buffer.from(pdf.toString('latin1').replace(/\/Length \d\d/u, '/Length 11'), 'latin1');
    expect(wrong).toHaveLength(pdf.length);
    expect(read(wrong)).toEqual(['Net']);
  });

  test('no document finds in memory what another left, damaged ones included', () => {
    const { calls } = pdfium;
    const secret = 'SAINT-ETIENNE';
    read(draw(print(100, secret)));
    expect(() => read(draw(print(100, secret)).subarray(0, -40))).toThrow('pdf-damaged');
    expect(Buffer.from(calls.HEAPU8).includes(secret)).toBe(false);
    expect(read(draw(print(100, 'Net')))).toEqual(['Net']);
  });
});
