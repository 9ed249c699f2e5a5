import supertest from 'supertest';
import { spacedNir } from '../../fixtures/payroll/people/identifiers';
import { type Office, openOffice, PERIOD } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());

const codeOf = ({ status, text }: supertest.Response) => [status, JSON.parse(text).code ?? null];

describe('one reference names one batch of an employer, for ever', () => {
  it('asked again with the same metadata it is the same batch; with other metadata a conflict', async () => {
    const reference = 'PAIE-2026-10';
    const first = await office.open({ reference });
    const again = await office.open({ reference });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    for (const other of [{ period: '2026-09' }, { kind: 'backfill' }]) {
      expect(codeOf(await office.open({ reference, ...other }))).toEqual([409, 'batch-reference-conflict']);
    }
    const source = await supertest(pipeline.app)
      .post(`${office.path}/batches`)
      .set(office.client)
      .send({ reference, kind: 'payroll', format: 'zip', period: PERIOD, source: 'regie' });
    expect(codeOf(source)).toEqual([409, 'batch-reference-conflict']);
  });

  it('eight at once make one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => office.open({ reference: 'huit' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const opened = await pipeline.look(`select 1 from journal_entry where action = 'batch-opened'`);
    // This one and that of the test before.
    expect(opened).toHaveLength(2);
  });

  it('stays taken by a batch that completed, and by one that failed', async () => {
    const done = await office.push([{ agent: await office.hire({}) }], { reference: 'terminé' });
    const failed = await office.push(Buffer.from('no archive'), { reference: 'échoué' });
    for (const [reference, { batch }] of [
      ['terminé', done],
      ['échoué', failed],
    ] as const) {
      const again = await office.open({ reference });
      expect([again.status, again.body.id, again.body.state]).toEqual([200, batch.id, batch.state]);
    }
  });

  it('is another employer’s to use as well', async () => {
    const neighbour = await openOffice(pipeline);
    expect((await neighbour.open({ reference: 'huit' })).status).toBe(201);
  });

  it('that holds a NIR is shown masked, and still tells two apart', async () => {
    const { nir } = await office.hire({});
    const { nir: other } = await office.hire({});
    const opened = await office.open({ reference: `lot ${nir}` });
    const second = await office.open({ reference: `lot ${other}` });
    expect([opened.status, second.status]).toEqual([201, 201]);
    expect(opened.body.reference).toBe('lot [NIR]');
    expect((await office.open({ reference: `lot ${nir}` })).body.id).toBe(opened.body.id);
    expect((await office.open({ reference: spacedNir(nir) })).body.reference).toBe('[NIR]');
  });
});

it('a payroll source that holds a NIR is stored masked, and the same one is no conflict', async () => {
  const { nir } = await office.hire({});
  const open = () =>
    supertest(pipeline.app)
      .post(`${office.path}/batches`)
      .set(office.client)
      .send({ reference: 'source', period: PERIOD, source: nir });
  const opened = await open();
  expect([opened.status, opened.body.source]).toEqual([201, '[NIR]']);
  expect((await open()).status).toBe(200);
  const stored = await pipeline.look(`select source from batch where reference = 'source'`);
  expect(stored).toEqual([{ source: '[NIR]' }]);
});

describe('a batch’s metadata are refused', () => {
  it.each([
    ['2026-13', 400, 'invalid-request'],
    ['10/2026', 400, 'invalid-request'],
    ['2026-11', 400, 'period-invalid'],
  ])('for the period %s', async (period, status, code) => {
    expect(codeOf(await office.open({ period }))).toEqual([status, code]);
  });

  it('for an unknown field, kind or format, or no reference', async () => {
    const good = { reference: 'r', kind: 'payroll', format: 'zip', period: PERIOD };
    for (const bad of [
      { extra: 1 },
      { kind: 'x' },
      { format: 'rar' },
      { reference: ' ' },
      { reference: 'x'.repeat(201) },
    ]) {
      const answer = await supertest(pipeline.app)
        .post(`${office.path}/batches`)
        .set(office.client)
        .send({ ...good, ...bad });
      expect(codeOf(answer)).toEqual([400, 'invalid-request']);
    }
  });

  it('by the day in France: there November has begun', async () => {
    const late = await openPipeline({}, '2026-10-31T23:30:00Z');
    try {
      const commune = await openOffice(late);
      expect((await commune.open({ period: '2026-11' })).status).toBe(201);
      expect(codeOf(await commune.open({ period: '2026-12' }))).toEqual([400, 'period-invalid']);
    } finally {
      await late.stop();
    }
  });
});
