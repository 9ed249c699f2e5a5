import { resolve } from 'node:path';
import { PDFDocument, PDFHexString, PDFName, StandardFonts } from 'pdf-lib';
import { createPageReader, type PageReader } from '../../../services/ingestion/page-text/page-reader';
import { readPage } from '../../../services/ingestion/split/page-reading';

let reader: PageReader;
beforeAll(() => {
  reader = createPageReader({
    processes: 1,
    limits: { maxBytes: 1_000_000, maxPages: 10, maxTextPerPage: 10_000 },
    maxMemory: 512,
    stepTime: 30_000,
    entry: resolve(__dirname, '../../support/extractor-entry.cjs'),
  });
});
afterAll(() => reader.close());

describe('a merged file', () => {
  it('tells a page with an image from a blank one', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    // One grey pixel, as large as the page.
    const scan = await pdf.embedPng(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    );
    pdf.addPage().drawImage(scan, { x: 0, y: 0, width: 595, height: 842 });
    const { pages } = await reader.read(await pdf.save(), undefined, {
      maxBytes: 1_000_000,
      maxPages: 10,
      bookmarks: 0,
    });
    expect(pages.map((page) => readPage(page).kind)).toEqual(['blank', 'content']);
  });

  it('tells its bookmarks with every NIR masked, and no more than asked for', async () => {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage();
    page.drawText('x', { font: await pdf.embedFont(StandardFonts.Helvetica) });
    const { context } = pdf;
    const [outline, first, second] = [context.nextRef(), context.nextRef(), context.nextRef()];
    const bookmark = (title: string, more: object) =>
      context.obj({
        Title: PDFHexString.fromText(title),
        Parent: outline,
        Dest: context.obj([page.ref, PDFName.of('Fit')]),
        ...more,
      });
    context.assign(first, bookmark('2 83 05 99 999 359 DUPONT', { Next: second }));
    context.assign(second, bookmark('Matricule 00417', { Prev: first }));
    context.assign(outline, context.obj({ Type: 'Outlines', First: first, Last: second, Count: 2 }));
    pdf.catalog.set(PDFName.of('Outlines'), outline);
    const bytes = await pdf.save();
    const whole = { maxBytes: 1_000_000, maxPages: 10 };
    const open = (bookmarks: number) =>
      reader.read(bytes, { firstPage: 1, lastPage: 0 }, { ...whole, bookmarks });
    const all = await open(10);
    expect(all).toMatchObject({ pageCount: 1, pages: [] });
    expect(all.bookmarks).toEqual([
      { title: '[NIR] DUPONT', page: 1 },
      { title: 'Matricule 00417', page: 1 },
    ]);
    expect((await open(1)).bookmarks).toHaveLength(1);
    await expect(
      reader.read(bytes, undefined, { ...whole, maxBytes: 10, bookmarks: 1 }),
    ).rejects.toMatchObject({
      code: 'over-limit',
    });
  });
});
