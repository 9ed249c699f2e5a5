import { readFileSync } from 'node:fs';
import { openSlipSource } from '../../../services/ingestion/cutting/slip-source';
import { type MergedSlips, printMergedSlips } from '../../fixtures/payroll/merged';
import { drawingsOf, type RawObject, textOf, unpack, writeRawPdf } from './raw-pdf';

describe('slips of a merged PDF whose fonts are embedded whole', () => {
  let printed: MergedSlips;
  beforeAll(async () => {
    printed = await printMergedSlips('cutting', 3, 'columns');
  });

  it('read and look as they did, and are as small as slips printed alone', async () => {
    const source = await openSlipSource(printed.merged, 1000);
    expect(printed.slips).toHaveLength(3);
    for (const { pages, alone } of printed.slips) {
      const slip = await source.cut(pages);
      const own = pages.map((_, index) => index + 1);
      expect(textOf(slip, own)).toEqual(textOf(printed.merged, pages));
      expect(drawingsOf(slip, own)).toEqual(drawingsOf(printed.merged, pages));
      expect(slip.length / alone.length).toBeLessThanOrEqual(1.5);
      expect(unpack(slip)).toMatch(/\/BaseFont \/[A-Z]{6}\+DejaVuSerif\b/u);
    }
  });

  it('hold the letters of their own text and no other', async () => {
    const source = await openSlipSource(printed.merged, 1000);
    const [first] = printed.slips;
    const slip = unpack(await source.cut(first?.pages ?? []));
    const lists = [...slip.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/gu)].map(([, list]) => list).join('');
    const mapped = [...lists.matchAll(/^<[0-9a-f]{4}> <([0-9a-f]{4})>$/gmu)].map(([, hex]) =>
      String.fromCharCode(Number.parseInt(hex ?? '', 16)),
    );
    const text = textOf(printed.merged, first?.pages ?? []).join('');
    expect(mapped.length).toBeGreaterThan(20);
    expect(mapped.filter((letter) => !text.includes(letter) && letter !== ' ')).toEqual([]);
  });
});

describe('slips whose text is single bytes', () => {
  const program = readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')).toString('latin1');

  /** Each page says one text, in a whole TrueType font, with the encoding given. */
  function writePages(texts: readonly string[], encoding: string): Buffer {
    const kids = texts.map((_, index) => `${6 + 2 * index} 0 R`).join(' ');
    const widths = Array.from({ length: 224 }, () => 650).join(' ');
    return writeRawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${texts.length} /MediaBox [0 0 600 200] /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Type /Font /Subtype /TrueType /BaseFont /DejaVuSans /FirstChar 32 /LastChar 255 /Widths [${widths}] ${encoding} /FontDescriptor 4 0 R >>`,
      '<< /Type /FontDescriptor /FontName /DejaVuSans /Flags 32 /FontBBox [-1021 -463 1793 1232] /ItalicAngle 0 /Ascent 928 /Descent -236 /CapHeight 729 /StemV 80 /FontFile2 5 0 R >>',
      { entries: `/Length1 ${program.length}`, data: program },
      ...texts.flatMap((text, index): RawObject[] => [
        `<< /Type /Page /Parent 2 0 R /Contents ${7 + 2 * index} 0 R >>`,
        { entries: '', data: `BT /F1 14 Tf 20 100 Td (${text}) Tj ET` },
      ]),
    ]);
  }

  it.each([
    ['Windows', '/Encoding /WinAnsiEncoding', "N\\351e \\340 l'h\\364pital: 1 234,56 \\200 \\234\\255", 0.1],
    ['Macintosh', '/Encoding /MacRomanEncoding', 'N\\216e \\210 1 234,56 \\333', 0.1],
    ['none', '', 'ABC 1 234,56', 0.1],
    ['names', '/Encoding << /Differences [65 /eacute /agrave] >>', 'ABC', 1.1],
  ])('look as they did, cut only where that is sure (%s)', async (_, encoding, text, most) => {
    const merged = writePages(['Somebody else', text], encoding);
    const slip = await (await openSlipSource(merged, 10)).cut([2]);
    expect(textOf(slip, [1])).toEqual(textOf(merged, [2]));
    expect(drawingsOf(slip, [1])).toEqual(drawingsOf(merged, [2]));
    expect(slip.length).toBeLessThan(most * program.length);
    expect(unpack(slip)).not.toContain('Somebody');
  });
});
