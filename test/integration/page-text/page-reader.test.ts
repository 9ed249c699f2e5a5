import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import type { PageTextErrorCode } from '../../../services/ingestion/page-text/errors';
import { createPageReader, type PageReader } from '../../../services/ingestion/page-text/page-reader';
import type { PageText } from '../../../services/ingestion/page-text/page-text';
import { readSlip } from '../../../services/ingestion/page-text/read-slip';

const NIR = '2 83 05 99 999 359 47';

const SLIP = [
  'COMMUNE DE VALMONT                              BULLETIN DE PAIE',
  'SIRET 21990041200012                            PERIODE : OCTOBRE 2026',
  '',
  'Matricule : 10 13 30                            Mme DUPONT Marie-Thérèse',
  `N° SS : ${NIR}                   17 rue des Lilas`,
  'Né(e) le : 17/05/1983                           99210 VALMONT',
  '',
  'Code   Libellé                     Base      Taux      Gains     Retenues',
  '0010   Traitement de base          399                 1 571,35',
];

const READ = {
  payrollNumbers: ['101330'],
  birthDates: ['1983-05-17'],
  periods: ['2026-10'],
  sirets: ['21990041200012'],
  names: [{ kind: 'full', text: 'DUPONT Marie-Thérèse' }],
};

interface PrintOptions {
  readonly pages?: number;
  readonly rotate?: number;
  readonly wordByWord?: boolean;
}

async function print(
  lines: readonly string[],
  { pages = 1, rotate = 0, wordByWord }: PrintOptions = {},
): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Courier);
  for (let number = 0; number < pages; number += 1) {
    const page = document.addPage(rotate === 90 ? [842, 595] : [595, 842]);
    if (rotate === 90) page.setRotation(degrees(90));
    lines.forEach((line, row) => {
      const pieces = wordByWord ? [...line.matchAll(/\S+/gu)] : [{ 0: line, index: 0 }];
      for (const piece of pieces) {
        const along = 40 + piece.index * 4.8;
        const down = 60 + row * 12;
        // A page turned by 90° is drawn on its side.
        if (rotate === 90) page.drawText(piece[0], { x: down, y: along, size: 8, font, rotate: degrees(90) });
        else page.drawText(piece[0], { x: along, y: 842 - down, size: 8, font });
      }
    });
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

function withMark(pdf: Buffer, mark: string): Buffer {
  return Buffer.concat([pdf, Buffer.from(`\n%%${mark}\n`)]);
}

function textOf(pages: readonly PageText[]): string {
  return pages
    .flatMap((page) => page.lines.flatMap((line) => line.cells.map((cell) => cell.text)))
    .join('\n');
}

describe('reading pages in processes of their own', () => {
  let reader: PageReader;
  let slip: Buffer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'page-text-'));
    slip = await print(SLIP);
    reader = createPageReader({
      processes: 2,
      limits: { maxBytes: 4_000_000, maxPages: 20, maxTextPerPage: 5_000 },
      maxMemory: 400,
      stepTime: 3_000,
      entry: resolve(__dirname, 'stubborn-extractor.cjs'),
    });
  });

  afterAll(async () => {
    await reader.close();
    rmSync(folder, { recursive: true });
  });

  async function codeOf(pdf: Uint8Array): Promise<PageTextErrorCode | 'read'> {
    try {
      await reader.read(pdf);
      return 'read';
    } catch (error) {
      return (error as { code: PageTextErrorCode }).code;
    }
  }

  test.each([
    ['line by line', {}],
    ['word by word', { wordByWord: true }],
    ['on a page turned by 90°', { rotate: 90 }],
  ])('the fields of a slip printed %s', async (_, options) => {
    const { pages, pageCount } = await reader.read(await print(SLIP, options));
    expect(pageCount).toBe(1);
    expect(readSlip(pages[0] as PageText)).toMatchObject(READ);
  });

  test('no NIR leaves the module', async () => {
    const { pages } = await reader.read(await print(SLIP, { wordByWord: true }));
    const text = textOf(pages);
    expect(text).toContain('[NIR]');
    expect(text.replace(/\D/gu, '')).not.toContain(NIR.replace(/\D/gu, ''));
  });

  test('a range of pages, with their numbers in the file', async () => {
    const { pages, pageCount } = await reader.read(await print(SLIP, { pages: 5 }), {
      firstPage: 2,
      lastPage: 3,
    });
    expect(pageCount).toBe(5);
    expect(pages.map((page) => page.number)).toEqual([2, 3]);
  });

  test('each unreadable file has its own name', async () => {
    writeFileSync(join(folder, 'slip.pdf'), slip);
    const encrypted = (...passwords: string[]): Buffer => {
      const target = join(folder, 'encrypted.pdf');
      execFileSync('qpdf', ['--encrypt', ...passwords, '256', '--', join(folder, 'slip.pdf'), target]);
      return readFileSync(target);
    };
    expect(await codeOf(Buffer.from('a note, not a slip'))).toBe('not-a-pdf');
    expect(await codeOf(Buffer.alloc(0))).toBe('pdf-empty');
    expect(await codeOf(encrypted('user', 'owner'))).toBe('pdf-encrypted');
    expect(await codeOf(encrypted('', 'owner'))).toBe('pdf-encrypted');
    expect(await codeOf(slip.subarray(0, slip.length * 0.7))).toBe('pdf-damaged');
    expect(await codeOf(Buffer.from('%PDF-1.7\nnothing\nstartxref\n0\n%%EOF\n'))).toBe('pdf-damaged');
    expect(await codeOf(slip)).toBe('read');
  });

  test('each limit is enforced by name', async () => {
    expect(await codeOf(Buffer.concat([slip, Buffer.alloc(4_000_000)]))).toBe('over-limit');
    expect(await codeOf(await print(['Page'], { pages: 21 }))).toBe('over-limit');
    expect(await codeOf(await print(Array.from({ length: 60 }, () => 'x'.repeat(110))))).toBe('over-limit');
  });

  test('a document that hangs, kills or swallows memory fails alone', async () => {
    const codes = await Promise.all(
      ['HANG', 'OK', 'DIE', 'OK', 'HOARD', 'OK', 'OK', 'HANG', 'OK'].map((mark) =>
        codeOf(withMark(slip, mark)),
      ),
    );
    expect(codes).toEqual([
      'over-limit',
      'read',
      'processing-crash',
      'read',
      'over-limit',
      'read',
      'read',
      'over-limit',
      'read',
    ]);
  });

  test('a stream that unfolds to gigabytes ends at its cap, or at that of memory; a large one spoils no other', async () => {
    const { maxPages, maxTextPerPage } = { maxPages: 1, maxTextPerPage: 1000 };
    const bounded = createPageReader({
      processes: 1,
      limits: { maxBytes: 4_000_000, maxPages, maxTextPerPage },
      maxMemory: 400,
      stepTime: 60_000,
      entry: resolve(__dirname, '../../support/extractor-entry.cjs'),
    });
    try {
      for (const bomb of [
        bombOf(2 ** 30, ['FlateDecode']),
        bombOf(2 ** 30, ['FlateDecode', 'FlateDecode']),
      ]) {
        await expect(bounded.read(bomb)).rejects.toMatchObject({ code: 'over-limit' });
        await expect(bounded.read(slip)).resolves.toMatchObject({ pageCount: 1 });
      }
      const large = bombOf(60 * 2 ** 20, ['FlateDecode']);
      await expect(bounded.read(large)).resolves.toMatchObject({ pageCount: 1 });
      await expect(bounded.read(slip)).resolves.toMatchObject({ pageCount: 1 });
    } finally {
      await bounded.close();
    }
  });

  test('documents waiting when the reader closes fail, and no process stays', async () => {
    const closing = createPageReader({
      processes: 1,
      limits: { maxBytes: 4_000_000, maxPages: 20, maxTextPerPage: 5_000 },
      maxMemory: 400,
      stepTime: 60_000,
      entry: resolve(__dirname, 'stubborn-extractor.cjs'),
    });
    await closing.read(slip);
    const reads = [closing.read(withMark(slip, 'HANG')), closing.read(slip)];
    const settled = Promise.allSettled(reads);
    await closing.close();
    expect((await settled).map((result) => result.status)).toEqual(['rejected', 'rejected']);
  });
});

/** One page whose content is `size` blanks, deflated once for each of the filters. */
function bombOf(size: number, filters: readonly string[]): Buffer {
  const content = filters.reduce((data) => deflateSync(data, { level: 1 }), Buffer.alloc(size, ' '));
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>'),
    Buffer.concat([
      Buffer.from(
        `<</Length ${content.length}/Filter[${filters.map((filter) => `/${filter}`).join('')}]>>stream\n`,
      ),
      content,
      Buffer.from('\nendstream'),
    ]),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets = objects.map((object, index) => {
    const offset = parts.reduce((sum, part) => sum + part.length, 0);
    parts.push(Buffer.from(`${index + 1} 0 obj`), object, Buffer.from('endobj\n'));
    return offset;
  });
  const xref = parts.reduce((sum, part) => sum + part.length, 0);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 5\n0000000000 65535 f \n${rows}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
