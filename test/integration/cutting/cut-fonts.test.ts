import { openSlipSource } from '../../../services/ingestion/cutting/slip-source';
import { type MergedSlips, printMergedSlips } from '../../fixtures/payroll/merged';
import { drawingsOf, textOf, unpack } from './raw-pdf';

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
