import { createHash } from 'node:crypto';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import supertest from 'supertest';
import type { PageCutter } from '../../../services/ingestion/cutting/page-cutter';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { writeZip } from '../../support/zip-writer';
import { employmentOf, type Office, openOffice, PERIOD, printer } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  // Small chunks: a file is spread over several.
  pipeline = await openPipeline({ ...LONG_SESSIONS, chunkItems: 3 });
});
afterAll(() => pipeline.stop());
beforeEach(async () => {
  office = await openOffice(pipeline);
});

/** What lies in the file, page by page, in this order. */
type Sheet = { readonly pdf: Buffer; readonly page?: number } | 'blank' | 'cover';

async function merge(sheets: readonly Sheet[]): Promise<Buffer> {
  const merged = await PDFDocument.create();
  const font = await merged.embedFont(StandardFonts.Helvetica);
  for (const sheet of sheets) {
    if (sheet === 'blank') merged.addPage([595, 842]);
    else if (sheet === 'cover') {
      const cover = merged.addPage([595, 842]);
      cover.drawText("Bordereau d'envoi des bulletins de paie", { x: 60, y: 700, size: 18, font });
      cover.drawText('Nombre de bulletins : 3', { x: 60, y: 660, size: 12, font });
    } else {
      const source = await PDFDocument.load(sheet.pdf);
      const pages = sheet.page === undefined ? source.getPageIndices() : [sheet.page - 1];
      for (const page of await merged.copyPages(source, pages)) merged.addPage(page);
    }
  }
  return Buffer.from(await merged.save());
}

async function hire(count: number): Promise<AgentFixture[]> {
  const agents: AgentFixture[] = [];
  for (let at = 0; at < count; at += 1) agents.push(await office.hire({}));
  return agents;
}

async function long(agent: AgentFixture): Promise<Buffer> {
  return (await printer()).payslip(agent, office.employer, PERIOD, { arrears: 10 });
}

const push = (content: Buffer, options: object = {}) =>
  office.push(content, { format: 'merged-pdf', ...options });
const report = async (batchId: string, accept: string) =>
  supertest(pipeline.app)
    .get(`${office.path}/batches/${batchId}/report`)
    .set(office.hr)
    .set('Accept', accept)
    .buffer(true);

async function sealedPages(documentId: string): Promise<number> {
  const content = await supertest(pipeline.app)
    .get(`${office.path}/documents/${documentId}/content`)
    .set(office.hr)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect(content.status).toBe(200);
  return (await PDFDocument.load(content.body)).getPageCount();
}

describe('a merged PDF', () => {
  it('becomes one document per slip, its pages in reading order, cover and blank pages in none', async () => {
    const [one, two, three] = (await hire(3)) as [AgentFixture, AgentFixture, AgentFixture];
    const crossed = await long(two);
    expect((await PDFDocument.load(crossed)).getPageCount()).toBe(2);
    const file = await merge([
      'cover',
      { pdf: office.slip(one) },
      { pdf: crossed, page: 2 },
      { pdf: crossed, page: 1 },
      'blank',
      { pdf: office.slip(three) },
    ]);
    const { batch, items } = await push(file);
    expect(batch).toMatchObject({
      state: 'completed',
      received: 3,
      counts: { deposited: 3 },
      ignoredPages: {
        count: 2,
        first: [
          { page: 1, rule: 'cover' },
          { page: 5, rule: 'blank' },
        ],
      },
    });
    expect(
      items.map(({ pages, payrollNumber, state, file: name }) => [pages, payrollNumber, state, name]),
    ).toEqual([
      ['2', one.payrollNumber, 'deposited', ''],
      ['4,3', two.payrollNumber, 'deposited', ''],
      ['6', three.payrollNumber, 'deposited', ''],
    ]);
    expect(items.map(({ firstPage, lastPage, ignoredPages }) => [firstPage, lastPage, ignoredPages])).toEqual(
      [
        [2, 2, '1'],
        [3, 4, '5'],
        [6, 6, ''],
      ],
    );
    expect(await Promise.all(items.map(({ documentId }) => sealedPages(documentId ?? '')))).toEqual([
      1, 2, 1,
    ]);
    const json = JSON.parse((await report(batch.id, 'application/json')).text);
    expect(json.ignoredPages).toEqual([
      { page: 1, rule: 'cover' },
      { page: 5, rule: 'blank' },
    ]);
    expect((await report(batch.id, 'text/csv')).text).toContain(';;3;4;4,3;');
  });

  it('journals of each slip the hash of the bytes cut out, and keeps nothing of what they say', async () => {
    const [one] = (await hire(1)) as [AgentFixture];
    const { items } = await push(await merge([{ pdf: office.slip(one) }, 'blank']));
    const [row] = await pipeline.look<{ input: Buffer; reading: Buffer | null; keys: string[] }>(
      `select d.input_sha256 as input, i.sealed_reading as reading,
         array(select kind from content_key k where k.document_id = d.id) as keys
       from item i join document d on d.id = i.document_id where i.id = $1`,
      [items[0]?.item],
    );
    const content = await supertest(pipeline.app)
      .get(`${office.path}/documents/${items[0]?.documentId}/content`)
      .set(office.hr)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    const sealed: Buffer = content.body;
    // What was sealed begins the sealed file, up to the end of one of its revisions.
    const ends = [...sealed.toString('latin1').matchAll(/%%EOF\s?/gu)].flatMap(({ index, 0: found }) => [
      index + 5,
      index + found.length,
    ]);
    const hashes = ends.map((end) => createHash('sha256').update(sealed.subarray(0, end)).digest('hex'));
    expect(hashes).toContain(row?.input.toString('hex'));
    expect(row).toMatchObject({ reading: null, keys: ['text'] });
  });

  it('deposits no slip that says another than the pages that were matched', async () => {
    const [one, two] = (await hire(2)) as [AgentFixture, AgentFixture];
    const file = await merge([{ pdf: office.slip(one) }, { pdf: office.slip(two) }]);
    const { cutter } = pipeline.worker;
    // It finds the two pages the other way round, as a reader of a damaged page tree may.
    const crossed: PageCutter = {
      stop: () => cutter.stop(),
      open: (source) => {
        const opened = cutter.open(source);
        return { cut: (pages) => opened.cut(pages.map((page) => 3 - page)), close: () => opened.close() };
      },
    };
    Object.assign(pipeline.worker, { cutter: crossed });
    try {
      const { batch, items } = await push(file);
      expect(batch).toMatchObject({ state: 'completed', received: 2, counts: { quarantined: 2 } });
      expect(items.map(({ state, code, documentId }) => [state, code, documentId])).toEqual([
        ['quarantined', 'pages-unclear', null],
        ['quarantined', 'pages-unclear', null],
      ]);
    } finally {
      Object.assign(pipeline.worker, { cutter });
    }
  });

  it('holds back what is not beyond doubt, page by page', async () => {
    const [one, two] = (await hire(2)) as [AgentFixture, AgentFixture];
    const cut = await long(two);
    const stranger = office.slip({ ...one, payrollNumber: '99999' });
    const misnamed = office.slip({ ...one, familyName: 'Autrement', payrollNumber: one.payrollNumber });
    const { batch, items } = await push(
      await merge([{ pdf: stranger }, { pdf: cut, page: 1 }, { pdf: misnamed }]),
    );
    expect(batch).toMatchObject({ state: 'completed', counts: { quarantined: 3 } });
    expect(items.map(({ pages, code }) => [pages, code])).toEqual([
      ['1', 'unknown-payroll-number'],
      ['2', 'pages-unclear'],
      ['3', 'document-disagrees'],
    ]);
  });

  it('calls the same slip a duplicate, within the file, in another file and in an archive of single files', async () => {
    const [one, two] = (await hire(2)) as [AgentFixture, AgentFixture];
    const first = await push(await merge([{ pdf: office.slip(one) }, { pdf: office.slip(one) }]));
    expect(first.batch.counts).toEqual({ deposited: 1, duplicate: 1 });
    const second = await push(await merge([{ pdf: office.slip(two) }, { pdf: office.slip(one) }]));
    expect(second.items.map(({ state, code }) => [state, code])).toEqual([
      ['deposited', null],
      ['duplicate', 'same-text'],
    ]);
    const third = await office.push([{ agent: one }, { agent: two }]);
    expect(third.items.map(({ code }) => code)).toEqual(['same-text', 'same-text']);
  });

  it('is proposed page by page on trial, and deposited after the confirmation', async () => {
    const [one] = (await hire(1)) as [AgentFixture];
    const file = await merge([
      { pdf: office.slip({ ...one, payrollNumber: '99999' }) },
      { pdf: office.slip(one) },
    ]);
    const trial = await push(file, { dryRun: true });
    expect(trial.items.map(({ proposal }) => proposal)).toMatchObject([
      { state: 'quarantined', code: 'unknown-payroll-number', pages: '1' },
      { state: 'deposited', payrollNumber: one.payrollNumber, pages: '2' },
    ]);
    await supertest(pipeline.app)
      .post(`${office.path}/batches/${trial.batch.id}/confirm`)
      .set(office.hr)
      .send({});
    await pipeline.settle();
    const { items } = await office.read(trial.batch.id);
    expect(items.map(({ pages, state }) => [pages, state])).toEqual([
      ['1', 'quarantined'],
      ['2', 'deposited'],
    ]);
  });

  it('shows a person the own pages of an item, and deposits what they chose', async () => {
    const [one, two] = (await hire(2)) as [AgentFixture, AgentFixture];
    const { batch, items } = await push(
      await merge([{ pdf: office.slip(two) }, { pdf: office.slip({ ...one, payrollNumber: '99999' }) }]),
    );
    const item = items.find(({ state }) => state === 'quarantined');
    const path = `${office.path}/batches/${batch.id}/items/${item?.item}`;
    const image = await supertest(pipeline.app).get(`${path}/page.png`).set(office.hr);
    expect(image.status).toBe(200);
    const beyond = await supertest(pipeline.app).get(`${path}/page.png?page=2`).set(office.hr);
    expect(beyond.body.code).toBe('page-not-renderable');
    const resolved = await supertest(pipeline.app)
      .post(`${path}/resolve`)
      .set(office.hr)
      .send({ action: 'deposit', agentId: await employmentOf(pipeline, office, one), acknowledge: true });
    expect(resolved.status).toBe(202);
    await pipeline.settle();
    const settled = await office.read(batch.id);
    expect(settled.items.find(({ item: id }) => id === item?.item)).toMatchObject({
      state: 'deposited',
      payrollNumber: one.payrollNumber,
      pages: '2',
    });
  });

  it.each([
    ['not-a-pdf', Buffer.from('%PDX nothing of the kind')],
    ['pdf-damaged', Buffer.from('%PDF-1.7\nstartxref\n0\n%%EOF')],
  ])('fails by name where it cannot be read: %s', async (code, content) => {
    const { batch } = await push(content);
    expect(batch).toMatchObject({ state: 'failed', failure: { code }, received: 0 });
  });
});

describe('a merged PDF with its index', () => {
  const HEADER = 'firstPage;lastPage;payrollNumber;familyName;type;period';
  const zip = (pdf: Buffer, ...rows: string[]) =>
    writeZip([
      { name: 'bulletins.pdf', content: pdf },
      { name: 'index.csv', content: Buffer.from(`${[HEADER, ...rows].join('\n')}\n`) },
    ]);
  const row = (first: number | string, last: number | string, agent: AgentFixture) =>
    `${first};${last};${agent.payrollNumber};${agent.familyName};payslip;${PERIOD}`;

  it('is split as its rows say, the pages being the witness', async () => {
    const [one, two, three] = (await hire(3)) as [AgentFixture, AgentFixture, AgentFixture];
    const pdf = await merge([
      'cover',
      { pdf: office.slip(one) },
      { pdf: await long(two) },
      { pdf: office.slip(three) },
    ]);
    const { items } = await push(zip(pdf, row(2, 2, one), row(3, 4, two), row(5, 5, one)));
    expect(items.map(({ pages, state, code, payrollNumber }) => [pages, state, code, payrollNumber])).toEqual(
      [
        ['2', 'deposited', null, one.payrollNumber],
        ['3,4', 'deposited', null, two.payrollNumber],
        ['5', 'quarantined', 'document-disagrees', ''],
      ],
    );
  });

  it('names rows that overlap, that leave the file or that give a NIR, and every page that no row names', async () => {
    const [one, two, three] = (await hire(3)) as [AgentFixture, AgentFixture, AgentFixture];
    const pdf = await merge([one, two, three, one].map((agent) => ({ pdf: office.slip(agent) })));
    const { batch, items } = await push(
      zip(
        pdf,
        row(1, 2, one),
        row(2, 2, two),
        row(9, 9, one),
        row('x', 1, one),
        `3;3;2830599999359;${three.familyName};payslip;${PERIOD}`,
      ),
    );
    expect(items.map(({ pages, state, code }) => [pages, state, code])).toEqual([
      ['', 'rejected', 'page-range-invalid'],
      ['', 'rejected', 'page-range-invalid'],
      ['', 'rejected', 'page-range-invalid'],
      ['', 'rejected', 'page-range-invalid'],
      ['3', 'rejected', 'nir-as-payroll-number'],
      ['1', 'quarantined', 'unassigned-page'],
      ['2', 'quarantined', 'unassigned-page'],
      ['4', 'quarantined', 'unassigned-page'],
    ]);
    expect(JSON.stringify(await report(batch.id, 'application/json'))).not.toContain('2830599999359');
  });

  it.each([
    ['manifest-columns', 'firstPage;payrollNumber;type;period\n1;1;payslip;2026-10\n'],
    ['manifest-unreadable', 'firstPage;lastPage;payrollNumber;type;period\n1;1;"1;payslip;2026-10\n'],
  ])('fails by name: %s', async (code, index) => {
    const pdf = await merge(['blank']);
    const { batch } = await push(
      writeZip([
        { name: 'bulletins.pdf', content: pdf },
        { name: 'index.csv', content: Buffer.from(index) },
      ]),
    );
    expect(batch).toMatchObject({ state: 'failed', failure: { code } });
  });

  it('takes an archive of one PDF alone, and no other file in it', async () => {
    const [one] = (await hire(1)) as [AgentFixture];
    const pdf = await merge([{ pdf: office.slip(one) }]);
    const alone = await push(writeZip([{ name: 'lot/bulletins.pdf', content: pdf }]));
    expect(alone.items.map(({ pages, state }) => [pages, state])).toEqual([['1', 'deposited']]);
    const more = await push(
      writeZip([
        { name: 'a.pdf', content: pdf },
        { name: 'b.pdf', content: pdf },
      ]),
    );
    expect(more.batch).toMatchObject({ state: 'failed', failure: { code: 'archive-unreadable' } });
  });
});
