import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { PNG } from 'pngjs';
import { createPageRenderer, type PageRenderer } from '../../../services/ingestion/page-image/page-renderer';
import { discardPageImages } from '../../../services/ingestion/page-image/stored-images';
import { fetchBytes } from '../vaults/fixture';
import { type Office, openOffice } from './office';
import { openPipeline, type Pipeline } from './pipeline';
import { type Desk, moveOn, openDesk } from './quarantine-desk';

const ENTRY = path.resolve(__dirname, '../../support/renderer-entry.cjs');
const A4_RATIO = 842 / 595;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

describe('a page image', () => {
  let pipeline: Pipeline;
  let office: Office;
  let desk: Desk;
  beforeAll(async () => {
    pipeline = await openPipeline();
    office = await openOffice(pipeline);
    desk = openDesk(pipeline, office);
  });
  afterAll(() => pipeline.stop());

  async function doubt() {
    const agent = await office.hire({});
    const { batch, items } = await desk.push(await desk.doubtful(agent, { familyName: 'Toutautre' }));
    const itemId = items[0]?.item ?? '';
    const url = `${office.path}/batches/${batch.id}/items/${itemId}/page.png`;
    return { agent, batchId: batch.id, itemId, url };
  }

  const stored = (itemId: string) =>
    pipeline.look<{ id: string; width: number }>(
      'select id, width from page_image where item_id = $1 order by width',
      [itemId],
    );

  /** The object of an image, as it lies in the bucket. */
  async function objectOf(imageId: string): Promise<Buffer | null> {
    const names = await readdir(path.join(pipeline.storeRoot, 'staging'), { recursive: true });
    const name = names.find((one) => one.includes(imageId));
    return name === undefined ? null : readFile(path.join(pipeline.storeRoot, 'staging', name));
  }

  it('is a PNG of the width asked for, with the page on it; drawn once, journaled each time', async () => {
    const { itemId, url } = await doubt();
    const first = await fetchBytes(pipeline, `${url}?page=1&width=640`, office.hr);
    expect([first?.status, first?.headers['content-type'], first?.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'no-store',
    ]);
    const image = PNG.sync.read(first?.body ?? Buffer.alloc(0));
    expect([image.width, Math.abs(image.height - 640 * A4_RATIO) <= 2]).toEqual([640, true]);
    const dark = image.data.filter((value, at) => at % 4 === 0 && value < 128).length;
    expect(dark).toBeGreaterThan(1000);
    expect(dark).toBeLessThan((image.width * image.height) / 2);

    const second = await fetchBytes(pipeline, `${url}?page=1&width=640`, office.hr);
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    expect(await stored(itemId)).toHaveLength(1);
    expect(await desk.traceOf(itemId)).toEqual(
      Array(2).fill({ action: 'item-page-read', outcome: 'done', code: null, role: 'hr' }),
    );
    // 900 unless said.
    const standard = await fetchBytes(pipeline, url, office.hr);
    expect(PNG.sync.read(standard?.body ?? Buffer.alloc(0)).width).toBe(900);
  });

  it('lies in the bucket as ciphertext, and is gone with its key after half an hour', async () => {
    const { itemId, url } = await doubt();
    expect((await fetchBytes(pipeline, url, office.hr))?.status).toBe(200);
    const [image] = await stored(itemId);
    const object = await objectOf(image?.id ?? '');
    expect(object?.length).toBeGreaterThan(1000);
    expect(object?.includes(PNG_SIGNATURE)).toBe(false);
    expect(object?.includes('IHDR')).toBe(false);

    await moveOn(pipeline, '2026-10-28T08:29:00Z');
    await discardPageImages(pipeline.worker);
    expect(await stored(itemId)).toHaveLength(1);
    await moveOn(pipeline, '2026-10-28T08:31:00Z');
    // Over for the reader too, whether the sweeper has come or not.
    const redrawn = await fetchBytes(pipeline, url, office.hr);
    expect(redrawn?.status).toBe(200);
    await discardPageImages(pipeline.worker);
    expect(await stored(itemId)).toEqual([]);
    expect(await objectOf(image?.id ?? '')).toBeNull();
  });

  it('is gone with its key when the item is settled, by either decision', async () => {
    const [rejected, deposited] = [await doubt(), await doubt()];
    const images: string[] = [];
    for (const { url, itemId } of [rejected, deposited]) {
      await fetchBytes(pipeline, url, office.hr);
      images.push(...(await stored(itemId)).map(({ id }) => id));
    }
    expect(images).toHaveLength(2);
    await desk.resolve(rejected.batchId, rejected.itemId, { action: 'reject', reason: 'other' });
    const agentId = await desk.agentId(deposited.agent);
    const insist = { action: 'deposit', agentId, acknowledge: true };
    await desk.resolve(deposited.batchId, deposited.itemId, insist);
    await pipeline.settle();
    for (const { url, itemId } of [rejected, deposited]) {
      expect(await stored(itemId)).toEqual([]);
      const answer = await fetchBytes(pipeline, url, office.hr);
      expect([answer?.status, JSON.parse(String(answer?.body)).code]).toEqual([409, 'item-not-quarantined']);
    }
    for (const id of images) expect(await objectOf(id)).toBeNull();
  });

  it('of a page that is not there, or of an impossible width, is refused', async () => {
    const { batchId, itemId } = await doubt();
    const missing = await desk.image(batchId, itemId, { page: 2 });
    expect([missing.status, missing.body.code]).toEqual([422, 'page-not-renderable']);
    for (const query of [{ page: 0 }, { width: 10 }, { width: 90_000 }] as Record<string, number>[]) {
      expect((await desk.image(batchId, itemId, query)).status).toBe(400);
    }
    expect(await desk.traceOf(itemId)).toEqual([]);
  });
});

describe('a hostile PDF', () => {
  let renderer: PageRenderer;
  beforeAll(() => {
    renderer = createPageRenderer({
      processes: 1,
      maxMemory: 300,
      pageTime: 3_000,
      maxPixels: 2_000_000,
      entry: ENTRY,
    });
  });
  afterAll(() => renderer.close());

  const draw = (pdf: Buffer, width = 300) => renderer.render(async () => pdf, { page: 1, width });

  async function plain(size: [number, number] = [595, 842]): Promise<Buffer> {
    const document = await PDFDocument.create();
    document.addPage(size);
    return Buffer.from(await document.save());
  }

  /** A page whose content stream is `content`, packed. */
  function withContent(content: Buffer): Buffer {
    const packed = deflateSync(content);
    return Buffer.concat([
      Buffer.from(
        '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n' +
          '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
          '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n' +
          `4 0 obj<</Length ${packed.length}/Filter/FlateDecode>>stream\n`,
        'latin1',
      ),
      packed,
      Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1'),
    ]);
  }

  const refusal = { code: 'page-not-renderable' };

  it('that unfolds beyond the cap on memory, or draws without end, ends its own process only', async () => {
    await expect(draw(withContent(Buffer.alloc(400 * 2 ** 20, ' ')))).rejects.toMatchObject(refusal);
    const endless = Buffer.from('0 0 m 595 842 l 595 0 l 0 842 l b*\n'.repeat(3_000_000));
    await expect(draw(withContent(endless))).rejects.toMatchObject(refusal);
    expect((await draw(await plain())).subarray(0, 4)).toEqual(PNG_SIGNATURE);
  }, 60_000);

  it('that is none, is empty, or is encrypted, is refused', async () => {
    for (const pdf of [Buffer.from('GIF89a'), Buffer.alloc(0), Buffer.from('%PDF-1.7\n%%EOF')]) {
      await expect(draw(pdf)).rejects.toMatchObject(refusal);
    }
  });

  it('with a page of any shape stays within the cap on pixels', async () => {
    for (const size of [
      [14_400, 14_400],
      [3, 14_400],
      [14_400, 3],
    ] as [number, number][]) {
      const { width, height } = PNG.sync.read(await draw(await plain(size), 2000));
      expect(width * height).toBeLessThanOrEqual(2_000_000);
    }
  });
});
