import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { createPageCutter, type PageCutter } from '../../../services/ingestion/cutting/page-cutter';
import { textOf, writeRawPdf } from './raw-pdf';

const OPTIONS = {
  limits: { maxBytes: 16 * 2 ** 20, maxPages: 50 },
  maxMemory: 400,
  stepTime: 20_000,
  entry: resolve(__dirname, 'stubborn-cutter.cjs'),
};

function merged(words: readonly string[], mark = ''): Buffer {
  const kids = words.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const pdf = writeRawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${words.length} /MediaBox [0 0 400 800] /Resources << /Font << /F1 3 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...words.flatMap((word, index) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${5 + 2 * index} 0 R >>`,
      { entries: '', data: `BT /F1 12 Tf 72 700 Td (${word}) Tj ET` },
    ]),
  ]);
  return Buffer.concat([pdf, Buffer.from(`\n%%${mark}\n`)]);
}

/** One page whose content is `size` blanks. */
function bomb(size: number): Buffer {
  return writeRawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
    { entries: '/Filter /FlateDecode', data: deflateSync(Buffer.alloc(size, ' ')).toString('latin1') },
  ]);
}

describe('cutting in a process of its own', () => {
  let cutter: PageCutter;
  beforeAll(() => {
    cutter = createPageCutter(OPTIONS);
  });
  afterAll(() => cutter.stop());

  const codeOf = (cutting: Promise<Buffer>) =>
    cutting.then(
      () => 'cut',
      (error: { code?: string }) => error.code,
    );

  it('cuts what is asked for at once, source by source, the same bytes each time', async () => {
    const [one, other] = [cutter.open(merged(['A', 'B', 'C'])), cutter.open(merged(['X', 'Y']))];
    const slips = await Promise.all([one.cut([1]), other.cut([2]), one.cut([3, 2]), one.cut([1])]);
    expect(slips.map((slip) => textOf(slip, [1])[0]?.trim())).toEqual(['A', 'Y', 'C', 'A']);
    expect(slips[3]?.equals(slips[0] ?? Buffer.alloc(0))).toBe(true);
    one.close();
    other.close();
    await expect(one.cut([1])).rejects.toThrow('closed');
  });

  it('names what is wrong with a source, and goes on with the next', async () => {
    expect(await codeOf(cutter.open(Buffer.from('a note')).cut([1]))).toBe('pdf-damaged');
    expect(await codeOf(cutter.open(merged(['A'])).cut([2]))).toBe('pdf-damaged');
    expect(await codeOf(cutter.open(Buffer.alloc(17 * 2 ** 20)).cut([1]))).toBe('over-limit');
    expect(await codeOf(cutter.open(merged(Array.from({ length: 51 }, () => 'A'))).cut([1]))).toBe(
      'over-limit',
    );
    expect(await codeOf(cutter.open(bomb(2 ** 28)).cut([1]))).toBe('over-limit');
    expect(await codeOf(cutter.open(merged(['A'])).cut([1]))).toBe('cut');
  });

  it('a source that kills or swallows memory fails alone', async () => {
    const codes = await Promise.all(
      ['DIE', 'OK', 'HOARD', 'OK'].map((mark) => codeOf(cutter.open(merged(['A'], mark)).cut([1]))),
    );
    expect(codes).toEqual(['processing-crash', 'cut', 'over-limit', 'cut']);
  });

  it('a source that hangs is over its time', async () => {
    const hasty = createPageCutter({ ...OPTIONS, stepTime: 5_000 });
    expect(await codeOf(hasty.open(merged(['A'], 'HANG')).cut([1]))).toBe('over-limit');
    await hasty.stop();
  });

  it('asks for pages that make sense', async () => {
    const source = cutter.open(merged(['A']));
    for (const pages of [[], [0], [1, 1], [1.5]]) await expect(source.cut(pages)).rejects.toThrow(RangeError);
  });

  it('cuts that wait when it stops fail as unavailable, and no process stays', async () => {
    const stopping = createPageCutter(OPTIONS);
    const source = stopping.open(merged(['A'], 'HANG'));
    const codes = Promise.all([codeOf(source.cut([1])), codeOf(stopping.open(merged(['B'])).cut([1]))]);
    await new Promise((done) => setTimeout(done, 500));
    await stopping.stop();
    expect(await codes).toEqual(['page-reader-unavailable', 'page-reader-unavailable']);
  });
});
