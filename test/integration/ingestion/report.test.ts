import { parse } from 'csv-parse/sync';
import supertest from 'supertest';
import { type Item, type Office, openOffice, type Pushed } from './office';
import { openPipeline, type Pipeline } from './pipeline';

const COLUMNS =
  'item;file;firstPage;lastPage;pages;payrollNumber;familyName;type;period;state;code;reason;documentId;duplicateOf;claimedPayrollNumber;externalId';

let pipeline: Pipeline;
let office: Office;
let pushed: Pushed;
beforeAll(async () => {
  pipeline = await openPipeline({ chunkItems: 3 });
  office = await openOffice(pipeline);
  const hire = () => office.hire({ givenName: 'Formule' });
  const papers = [];
  for (const lead of ['=1+1', '+33', '-2', '@SUM(A1)', '\rx']) {
    papers.push({
      agent: await hire(),
      row: { file: `${lead}/bp.pdf`, externalId: lead, title: lead, familyName: '' },
    });
  }
  const tricky = await office.hire({ familyName: "L'Hérault-D'Œuvre" });
  papers.push({ agent: tricky, row: { externalId: 'a;b,"c"\nd' } });
  const copied = await hire();
  papers.push({ agent: copied }, { agent: copied, row: { file: 'copie.pdf' } });
  papers.push({ agent: await hire(), content: null }, { agent: await hire(), row: { familyName: '=Faux' } });
  pushed = await office.push(papers, { reference: '=cmd' });
});
afterAll(() => pipeline.stop());

async function report(accept: string) {
  const answer = await supertest(pipeline.app)
    .get(`${office.path}/batches/${pushed.batch.id}/report`)
    .set(office.client)
    .set('Accept', accept);
  expect(answer.status).toBe(200);
  return answer;
}

describe('the report of a batch', () => {
  it('has a row for every item received, and the states add up', async () => {
    const { batch, items } = pushed;
    expect(items).toHaveLength(batch.received);
    expect(Object.values(batch.counts).reduce((sum, count) => sum + count, 0)).toBe(batch.received);
    for (const [state, count] of Object.entries(batch.counts)) {
      expect(items.filter((item) => item.state === state)).toHaveLength(count);
    }
    expect(batch.counts).toMatchObject({ duplicate: 1, rejected: 1, quarantined: 1 });
    expect(batch.counts.pending).toBeUndefined();
  });

  it('says the same as JSON, as CSV and page by page, in the order of the manifest', async () => {
    const json = JSON.parse((await report('application/json')).text);
    expect(json.batch.id).toBe(pushed.batch.id);
    expect(json.items).toEqual(pushed.items);
    // What the employer keeps is what everybody is shown.
    const published = await supertest(pipeline.app).get('/v1/journal/checkpoint').buffer(true);
    expect([published.status, json.checkpoint]).toEqual([200, published.text]);
    const csv = (await report('text/csv')).text;
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv.slice(1).split('\n', 1)[0]).toBe(COLUMNS);
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true, delimiter: ';' });
    expect(rows).toHaveLength(pushed.items.length);
    rows.forEach((row, at) => {
      const item = pushed.items[at] as unknown as Record<string, unknown>;
      for (const column of COLUMNS.split(';')) {
        // The apostrophe that keeps a spreadsheet from running it is the one difference.
        const cell = (row[column] ?? '').replace(/^'(?=[=+\-@\t\r])/, '');
        expect([column, cell]).toEqual([column, String(item[column] ?? '')]);
      }
    });
  });

  it('runs nothing in a spreadsheet', async () => {
    const rows: string[][] = parse((await report('text/csv')).text, { bom: true, delimiter: ';' });
    const cells = rows.flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    for (const lead of ["'=1+1", "'+33", "'-2", "'@SUM(A1)"]) expect(cells).toContain(lead);
  });

  it('lists items by state, in pages that meet without overlap', async () => {
    const list = async (query: object) =>
      supertest(pipeline.app)
        .get(`${office.path}/batches/${pushed.batch.id}/items`)
        .query(query)
        .set(office.client);
    const walked: Item[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: supertest.Response = await list({ limit: 4, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.body.items.length).toBeLessThanOrEqual(4);
      walked.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(walked).toEqual(pushed.items);
    const rejected = await list({ state: 'rejected' });
    expect(rejected.body.items).toEqual(pushed.items.filter(({ state }) => state === 'rejected'));
    for (const [query, code] of [
      [{ state: 'lost' }, 'invalid-request'],
      [{ cursor: 'x' }, 'cursor-invalid'],
      [{ cursor: '9'.repeat(30) }, 'cursor-invalid'],
      [{ limit: 0 }, 'invalid-request'],
    ] as const) {
      const answer = await list(query);
      expect([query, answer.status, JSON.parse(answer.text).code]).toEqual([query, 400, code]);
    }
  });

  it('of a batch that was only opened is empty', async () => {
    const { body } = await office.open();
    const answer = await supertest(pipeline.app)
      .get(`${office.path}/batches/${body.id}/report`)
      .set(office.client)
      .set('Accept', 'application/json');
    expect(JSON.parse(answer.text).items).toEqual([]);
  });
});

describe('the list of batches', () => {
  it('is newest first, in pages; a made-up cursor is refused', async () => {
    const ids: string[] = [pushed.batch.id];
    for (let at = 0; at < 3; at += 1) ids.push((await office.open()).body.id);
    const path = `${office.path}/batches`;
    const walked: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: supertest.Response = await supertest(pipeline.app)
        .get(path)
        .query({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
        .set(office.client);
      walked.push(...page.body.items.map((batch: { id: string }) => batch.id));
      cursor = page.body.nextCursor;
    }
    expect(walked.filter((id) => ids.includes(id))).toEqual([...ids].reverse());
    for (const cursor of ['x', '-'.repeat(36), '0'.repeat(36)]) {
      const refused = await supertest(pipeline.app).get(path).query({ cursor }).set(office.client);
      expect([cursor, refused.status, JSON.parse(refused.text).code]).toEqual([
        cursor,
        400,
        'cursor-invalid',
      ]);
    }
  });
});
