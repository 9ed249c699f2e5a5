import supertest from 'supertest';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { spacedNir } from '../../fixtures/payroll/people/identifiers';
import { writeZip, type ZipEntry } from '../../support/zip-writer';
import { employmentOf, type Office, openOffice, PERIOD, printer } from './office';
import { openPipeline, type Pipeline } from './pipeline';

const MONTH = PERIOD.replace('-', '');

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline({ fileNamePatterns: 3, fileNamePatternCharacters: 60 });
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());

async function states(files: readonly ZipEntry[]) {
  const { batch, items } = await office.push(writeZip(files));
  expect(batch.state).toBe('completed');
  return items.map(({ file, state, code, payrollNumber, type }) => [
    file,
    state,
    code,
    ...(payrollNumber === '' ? [] : [payrollNumber, type]),
  ]);
}

const slipOf = (agent: AgentFixture, name: (number: string) => string): ZipEntry => ({
  name: name(agent.payrollNumber),
  content: office.slip(agent),
});

const layouts = (as = office.hr) => ({
  get: () => supertest(pipeline.app).get(`${office.path}/layouts`).set(as),
  put: (fileNames: object[], more: object = {}) =>
    supertest(pipeline.app)
      .put(`${office.path}/layouts`)
      .set(as)
      .send({ fileNames, ...more }),
  test: (body: object) => supertest(pipeline.app).post(`${office.path}/layouts/test`).set(as).send(body),
});

describe('a ZIP without manifest', () => {
  it('is read by the names of its files: what is claimed is held against the page', async () => {
    const [right, other, third] = [await office.hire({}), await office.hire({}), await office.hire({})];
    const print = await printer();
    const files: ZipEntry[] = [
      slipOf(right, (number) => `BULLETIN_${number}_${MONTH}.pdf`),
      // Another's matricule than the page's.
      { name: `BULLETIN_${right.payrollNumber}_${MONTH}-bis.pdf`, content: office.slip(other) },
      { name: `Paie/Bulletin ${right.payrollNumber} octobre 2026.PDF`, content: office.slip(other) },
      {
        name: `attestation-d'emploi-${third.payrollNumber}.pdf`,
        content: print.certificate(third, office.employer, PERIOD),
      },
      // The month that is claimed is not the batch's.
      slipOf(third, (number) => `BP_${number}_202609.pdf`),
      { name: 'scan aout.pdf', content: office.slip(third) },
      { name: `BP_99999_${MONTH}.pdf`, content: office.slip(third) },
    ];
    expect(await states(files)).toEqual([
      [`BULLETIN_${right.payrollNumber}_${MONTH}.pdf`, 'deposited', null, right.payrollNumber, 'payslip'],
      [`BULLETIN_${right.payrollNumber}_${MONTH}-bis.pdf`, 'quarantined', 'document-disagrees'],
      [`Paie/Bulletin ${right.payrollNumber} octobre 2026.PDF`, 'quarantined', 'document-disagrees'],
      [
        `attestation-d'emploi-${third.payrollNumber}.pdf`,
        'deposited',
        null,
        third.payrollNumber,
        'certificate',
      ],
      [`BP_${third.payrollNumber}_202609.pdf`, 'quarantined', 'claim-disagrees'],
      ['scan aout.pdf', 'quarantined', 'layout-unknown'],
      [`BP_99999_${MONTH}.pdf`, 'quarantined', 'unknown-payroll-number'],
    ]);
  });

  it('of which no name says anything is no failed batch: each waits, with what its page says', async () => {
    const agent = await office.hire({ familyName: 'Quennevat' });
    const { batch, items } = await office.push(
      writeZip([
        { name: 'bulletin.pdf', content: office.slip(agent) },
        { name: 'notes.txt', content: Buffer.from('notes') },
      ]),
    );
    expect(batch).toMatchObject({ state: 'completed', received: 2, openQuarantine: 1 });
    expect(items.map(({ state, code }) => [state, code])).toEqual([
      ['quarantined', 'layout-unknown'],
      ['rejected', 'not-a-pdf'],
    ]);
    const seen = await supertest(pipeline.app)
      .get(`${office.path}/batches/${batch.id}/items/${items[0]?.item}`)
      .set(office.hr);
    expect(JSON.stringify(seen.body)).toContain('Quennevat');
    const chosen = await supertest(pipeline.app)
      .post(`${office.path}/batches/${batch.id}/items/${items[0]?.item}/resolve`)
      .set(office.hr)
      .send({ action: 'deposit', agentId: await employmentOf(pipeline, office, agent) });
    expect(chosen.status).toBeLessThan(300);
    await pipeline.settle();
    const settled = await office.read(batch.id);
    expect(settled.items[0]).toMatchObject({ state: 'deposited', payrollNumber: agent.payrollNumber });
  });

  it('a name of another agent in the file’s name contradicts; one’s own, and words of no agent, do not', async () => {
    const own = await office.hire({ familyName: 'Larzabal', givenName: 'Maud' });
    const other = await office.hire({ familyName: 'De Kerguen' });
    expect(
      await states([
        slipOf(own, (number) => `BP_${number}_DE-KERGUEN_${MONTH}.pdf`),
        slipOf(other, (number) => `${MONTH} ${number} Copie de Kerguen.pdf`),
      ]),
    ).toEqual([
      [`BP_${own.payrollNumber}_DE-KERGUEN_${MONTH}.pdf`, 'quarantined', 'claim-disagrees'],
      [
        `${MONTH} ${other.payrollNumber} Copie de Kerguen.pdf`,
        'deposited',
        null,
        other.payrollNumber,
        'payslip',
      ],
    ]);
    expect(await states([slipOf(own, (number) => `LARZABAL_MAUD_${number}_vdef_${MONTH}.pdf`)])).toEqual([
      [
        `LARZABAL_MAUD_${own.payrollNumber}_vdef_${MONTH}.pdf`,
        'deposited',
        null,
        own.payrollNumber,
        'payslip',
      ],
    ]);
  });

  it('a NIR as matricule rejects, in any form, and stands nowhere', async () => {
    const [run, spaced] = [await office.hire({}), await office.hire({})];
    expect(
      await states([
        slipOf(run, () => `BULLETIN_${run.nir}_${MONTH}.pdf`),
        slipOf(spaced, () => `Bulletin ${spacedNir(spaced.nir)} ${MONTH}.pdf`),
      ]),
    ).toEqual([
      [`BULLETIN_[NIR]_${MONTH}.pdf`, 'rejected', 'nir-as-payroll-number'],
      [`Bulletin [NIR] ${MONTH}.pdf`, 'rejected', 'nir-as-payroll-number'],
    ]);
    const tried = await layouts().test({ names: [`x/BULLETIN_${run.nir}_${MONTH}.pdf`] });
    expect(tried.body.names).toMatchObject([
      { fileName: `BULLETIN_[NIR]_${MONTH}.pdf`, reads: null, code: 'nir-as-payroll-number' },
    ]);
    for (const nir of [run.nir, spacedNir(spaced.nir)]) {
      expect(JSON.stringify(tried.body)).not.toContain(nir);
      expect(pipeline.logged()).not.toContain(nir);
    }
  });

  it('a matricule that makes, with the month behind it, a number like a NIR is shown as it is', async () => {
    const agent = await office.hire({ payrollNumber: '1041290' });
    expect(await states([slipOf(agent, (number) => `BULLETIN_${number}_${MONTH}.pdf`)])).toEqual([
      [`BULLETIN_1041290_${MONTH}.pdf`, 'deposited', null, '1041290', 'payslip'],
    ]);
  });

  it('two files of one name are both rejected; their neighbours are not', async () => {
    const [twin, kept] = [await office.hire({}), await office.hire({})];
    const file = slipOf(twin, (number) => `BP_${number}_${MONTH}.pdf`);
    const neighbour = slipOf(kept, (number) => `BP_${number}_${MONTH}.pdf`);
    expect(await states([file, neighbour, file])).toEqual([
      [file.name, 'rejected', 'entry-unsafe'],
      [neighbour.name, 'deposited', null, kept.payrollNumber, 'payslip'],
      [file.name, 'rejected', 'entry-unsafe'],
    ]);
  });

  it('what archivers leave behind is no item: the report lists it', async () => {
    const agent = await office.hire({});
    const name = `BP_${agent.payrollNumber}_${MONTH}.pdf`;
    const junk = ['__MACOSX/._a.pdf', 'x/.DS_Store', 'Thumbs.db'].map((path) => ({
      name: path,
      content: Buffer.from('junk'),
    }));
    const hidden = { name: '.x.pdf', content: Buffer.from('no junk of ours') };
    const { batch, items } = await office.push(
      writeZip([...junk, { name, content: office.slip(agent) }, hidden]),
    );
    expect(items.map(({ file, state }) => [file, state])).toEqual([
      [name, 'deposited'],
      ['.x.pdf', 'rejected'],
    ]);
    expect(batch.received).toBe(2);
    const report = await supertest(pipeline.app)
      .get(`${office.path}/batches/${batch.id}/report`)
      .set(office.client)
      .set('Accept', 'application/json');
    expect(report.body.ignoredFiles).toEqual(['__MACOSX/._a.pdf', 'x/.DS_Store', 'Thumbs.db']);
  });

  it('confirmed after a dry run deposits what was proposed', async () => {
    const agent = await office.hire({});
    const zip = writeZip([slipOf(agent, (number) => `BP_${number}_${MONTH}.pdf`)]);
    const { batch, items } = await office.push(zip, { dryRun: true });
    expect(items[0]?.proposal).toMatchObject({ state: 'deposited', payrollNumber: agent.payrollNumber });
    await supertest(pipeline.app)
      .post(`${office.path}/batches/${batch.id}/confirm`)
      .set(office.client)
      .send({});
    await pipeline.settle();
    const after = await office.read(batch.id);
    expect(after.items.map(({ state, payrollNumber }) => [state, payrollNumber])).toEqual([
      ['deposited', agent.payrollNumber],
    ]);
  });
});

describe('layouts of file names', () => {
  const PATTERN = '{payrollNumber}-{type}-{any}.{period}.pdf';
  const TYPES = { BDP: 'payslip', ARR: 'decision' };
  afterEach(async () => {
    expect((await layouts().put([])).status).toBe(200);
  });

  it('are the employer’s: set, they alone are read, and who set them is journaled', async () => {
    const agent = await office.hire({});
    const set = await layouts().put([{ pattern: PATTERN, types: TYPES }]);
    expect([set.status, set.body]).toEqual([
      200,
      { fileNames: [{ pattern: PATTERN, types: TYPES }], pages: [] },
    ]);
    expect((await layouts(pipeline.operator).get()).body).toEqual(set.body);
    const [trace] = await pipeline.look<{ n: number }>(
      `select count(*)::int as n from journal_entry where action = 'set-layouts' and employer_id = $1`,
      [office.id],
    );
    expect(trace?.n).toBeGreaterThan(0);
    const content = office.slip(agent);
    expect(
      await states([
        { name: `${agent.payrollNumber}-bdp-service 3.2026-10.pdf`, content },
        { name: `BP_${agent.payrollNumber}_${MONTH}.pdf`, content },
      ]),
    ).toEqual([
      [`${agent.payrollNumber}-bdp-service 3.2026-10.pdf`, 'deposited', null, agent.payrollNumber, 'payslip'],
      [`BP_${agent.payrollNumber}_${MONTH}.pdf`, 'quarantined', 'layout-unknown'],
    ]);
  });

  it('are tried before they are set, and nothing of it is kept', async () => {
    const body = {
      names: ['00042-BDP-x.082026.pdf', '00042-XYZ-x.082026.pdf', '00042_58.pdf'],
      fileNames: [
        { pattern: PATTERN, types: TYPES },
        { pattern: '{payrollNumber}_{any}.pdf' },
        { pattern: '{any}_{payrollNumber}.pdf' },
      ],
    };
    const read = { payrollNumber: '00042', period: '2026-08', type: 'payslip' };
    const tried = await layouts().test(body);
    expect(tried.status).toBe(200);
    expect(tried.body.names.map(({ reads, code }: { reads: object; code: string }) => [reads, code])).toEqual(
      [
        [read, null],
        [null, 'layout-unknown'],
        [null, 'layout-unknown'],
      ],
    );
    expect(tried.body.names[0].patterns.map(({ reads }: { reads: object[] }) => reads)).toEqual([
      [read],
      [],
      [],
    ]);
    expect(tried.body.names[2].patterns.map(({ reads }: { reads: object[] }) => reads.length)).toEqual([
      0, 1, 1,
    ]);
    expect((await layouts().get()).body).toEqual({ fileNames: [], pages: [] });
  });

  it.each([
    ['no matricule', { pattern: '{type}_{period}.pdf' }, 400, 'invalid-request'],
    ['a matricule twice', { pattern: '{payrollNumber}_{payrollNumber}.pdf' }, 400, 'invalid-request'],
    ['an unknown field', { pattern: '{payrollNumber}_{name}.pdf' }, 400, 'invalid-request'],
    ['a brace', { pattern: '{payrollNumber}_{.pdf' }, 400, 'invalid-request'],
    ['free text beside a field', { pattern: '{any}{payrollNumber}.pdf' }, 400, 'invalid-request'],
    ['a folder', { pattern: 'paie/{payrollNumber}.pdf' }, 400, 'invalid-request'],
    ['free text everywhere', { pattern: '{any}-{any}-{any}-{payrollNumber}.pdf' }, 400, 'invalid-request'],
    [
      'a type that is none',
      { pattern: '{type}_{payrollNumber}.pdf', types: { X: 'invoice' } },
      400,
      'invalid-request',
    ],
    ['more characters than the limit', { pattern: `{payrollNumber}${'x'.repeat(60)}` }, 413, 'over-limit'],
  ])('with %s are refused by name', async (_name, layout, status, code) => {
    for (const response of [
      await layouts().put([layout]),
      await layouts().test({ names: ['a'], fileNames: [layout] }),
    ]) {
      expect([response.status, response.body.code]).toEqual([status, code]);
    }
  });

  it('are limited in number, and no page layout can be set', async () => {
    const many = Array.from({ length: 4 }, (_, at) => ({ pattern: `{payrollNumber}_${at}.pdf` }));
    expect((await layouts().put(many)).body.code).toBe('over-limit');
    expect((await layouts().put([], { pages: [{}] })).body.code).toBe('invalid-request');
    expect((await layouts().get()).body.fileNames).toEqual([]);
  });

  it('of another employer are not seen, nor used', async () => {
    const elsewhere = await openOffice(pipeline);
    await layouts().put([{ pattern: PATTERN }]);
    const theirs = await supertest(pipeline.app).get(`${elsewhere.path}/layouts`).set(elsewhere.hr);
    expect(theirs.body.fileNames).toEqual([]);
    const ours = await supertest(pipeline.app).get(`${office.path}/layouts`).set(elsewhere.hr);
    expect(ours.status).toBe(404);
  });
});
