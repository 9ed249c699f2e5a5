import supertest from 'supertest';
import type { AgentFixture } from '../../fixtures/payroll/model';
import type { PayrollPrinter, PayslipOptions } from '../../fixtures/payroll/printer';
import { fictionalEmployer, type Office, openOffice, type Paper, PERIOD, printer } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
let print: PayrollPrinter;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
  print = await printer();
});
afterAll(() => pipeline.stop());

/** A slip that says what `printed` says. */
function slip(printed: AgentFixture, options: PayslipOptions = {}, period = PERIOD): Buffer {
  return print.payslip(printed, office.employer, period, { arrears: 0, ...options });
}

async function outcomeOf(...papers: Paper[]) {
  const { batch, items } = await office.push(papers);
  expect(batch.state).toBe('completed');
  expect(batch.openQuarantine).toBe(items.filter(({ state }) => state === 'quarantined').length);
  for (const item of items.filter(({ state }) => state === 'quarantined')) {
    // Nobody was reached: nobody is named.
    expect([item.payrollNumber, item.familyName, item.documentId]).toEqual(['', '', null]);
  }
  return items.map(({ state, code }) => [state, code]);
}

/** Documents that wait for their seal. */
async function reserved(): Promise<number> {
  return (await pipeline.look(`select 1 from document where state = 'reserved'`)).length;
}

describe('an item that a person must look at is quarantined by its reason', () => {
  it('no-payroll-number: neither row nor page holds a matricule', async () => {
    const agent = await office.hire({});
    const content = slip({ ...agent, payrollNumber: '' });
    expect(await outcomeOf({ agent, row: { payrollNumber: '' }, content })).toEqual([
      ['quarantined', 'no-payroll-number'],
    ]);
  });

  it('unknown-payroll-number: nobody bears it, or only without its leading zeros, or only later', async () => {
    const agent = await office.hire({});
    const unknown = { ...agent, payrollNumber: 'X123' };
    const stripped = { ...agent, payrollNumber: agent.payrollNumber.replace(/^0+/, '') };
    const later = await office.hire({ startDate: '2026-11-01' });
    expect(
      await outcomeOf(
        { agent: unknown, content: slip(unknown) },
        { agent: stripped, content: slip(stripped) },
        { agent: later },
      ),
    ).toEqual(Array(3).fill(['quarantined', 'unknown-payroll-number']));
  });

  it('ambiguous-payroll-number: two bore it, both before the period', async () => {
    const payrollNumber = '77001';
    const first = await office.hire({ payrollNumber, startDate: '2024-01-01', endDate: '2025-12-31' });
    await office.hire({ payrollNumber, startDate: '2026-01-01', endDate: '2026-06-30', familyName: 'Autre' });
    expect(await outcomeOf({ agent: first })).toEqual([['quarantined', 'ambiguous-payroll-number']]);
  });

  it('document-disagrees: number, name, given name, birth date or period on the page', async () => {
    const hire = () => office.hire({});
    const [number, name, given, birth, period] = await Promise.all([hire(), hire(), hire(), hire(), hire()]);
    const crossed = await hire();
    const printed: [AgentFixture, Buffer][] = [
      [number, slip({ ...number, payrollNumber: 'X1' })],
      [name, slip({ ...name, familyName: 'Toutautre' })],
      [given, slip({ ...given, givenName: 'Zénobie' })],
      [birth, slip({ ...birth, birthDate: '1958-02-11' })],
      [period, slip(period, {}, '2026-09')],
      [crossed, slip(number)],
    ];
    expect(await outcomeOf(...printed.map(([agent, content]) => ({ agent, content })))).toEqual(
      Array(6).fill(['quarantined', 'document-disagrees']),
    );
  });

  it('claim-disagrees: name, given name, birth date or period in the row', async () => {
    const hire = () => office.hire({});
    const [name, given, birth, period] = await Promise.all([hire(), hire(), hire(), hire()]);
    expect(
      await outcomeOf(
        { agent: name, row: { familyName: 'Toutautre' } },
        { agent: given, row: { givenName: 'Zénobie' } },
        { agent: birth, row: { birthDate: '1958-02-11' } },
        { agent: period, row: { period: '2026-09' }, content: slip(period, {}, '2026-09') },
      ),
    ).toEqual(Array(4).fill(['quarantined', 'claim-disagrees']));
  });

  it('other-employer: another SIRET on the page', async () => {
    const agent = await office.hire({});
    const content = print.payslip(agent, fictionalEmployer(), PERIOD);
    expect(await outcomeOf({ agent, content })).toEqual([['quarantined', 'other-employer']]);
  });

  it('no-second-source: a picture, or a page that names nobody', async () => {
    const scanned = await office.hire({});
    expect(await outcomeOf({ agent: scanned, content: print.scan(scanned, PERIOD) })).toEqual([
      ['quarantined', 'no-second-source'],
    ]);
  });

  it('no-second-source: a name that others bear, alone', async () => {
    const names = { familyName: 'Partagé' };
    const one = await office.hire({ ...names, givenName: 'Aline' });
    await office.hire({ ...names, givenName: 'Bruno' });
    const content = slip({ ...one, givenName: '' }, { layout: 'boxed' });
    expect(await outcomeOf({ agent: one, row: { givenName: '', birthDate: '' }, content })).toEqual([
      ['quarantined', 'no-second-source'],
    ]);
  });

  it('needs-birth-date: homonyms, a re-used matricule, an employment long ended', async () => {
    const names = { familyName: 'Homonyme', givenName: 'Claude', civility: 'Mme' } as const;
    const homonym = await office.hire({ ...names, birthDate: '1970-01-02' });
    await office.hire({ ...names, birthDate: '1990-03-04' });
    await office.hire({ payrollNumber: '77002', startDate: '2015-01-01', endDate: '2018-12-31' });
    const reused = await office.hire({ payrollNumber: '77002', startDate: '2021-01-01' });
    const gone = await office.hire({ startDate: '2015-01-01', endDate: '2023-12-31' });
    const papers = [homonym, reused, gone].map((agent) => ({
      agent,
      row: { birthDate: '' },
      content: slip(agent, { layout: 'boxed' }),
    }));
    expect(await outcomeOf(...papers)).toEqual(Array(3).fill(['quarantined', 'needs-birth-date']));
    // With it, each of them is reached.
    const named = papers.map(({ agent, content }) => ({ agent, content }));
    expect(await outcomeOf(...named)).toEqual(Array(3).fill(['deposited', null]));
  });

  it('other-agents-text: the same file, or its reprint, for two employments that both fit', async () => {
    const person = {
      familyName: 'Deuxfois',
      givenName: 'Solène',
      birthDate: '1985-05-05',
      civility: 'Mme',
    } as const;
    const first = await office.hire(person);
    const second = await office.hire(person);
    const third = await office.hire(person);
    const page = { ...first, payrollNumber: '' };
    expect(await outcomeOf({ agent: first, content: slip(page) })).toEqual([['deposited', null]]);
    expect(
      await outcomeOf(
        { agent: second, content: slip(page) },
        { agent: third, content: slip(page, { edition: 1 }) },
      ),
    ).toEqual(Array(2).fill(['quarantined', 'other-agents-text']));
    const traced = await pipeline.look(
      `select 1 from journal_entry where payload::jsonb->>'code' = 'other-agents-text'`,
    );
    expect(traced).toHaveLength(2);
  });

  it('self-deposit: an officer sends their own slip; the payroll system may send it', async () => {
    const officer = await office.hire({});
    const colleague = await office.hire({});
    const listed = await supertest(pipeline.app).get(`${office.path}/agents?limit=200`).set(office.hr);
    const { id } = listed.body.items.find(
      (agent: { payrollNumber: string }) => agent.payrollNumber === officer.payrollNumber,
    );
    const issued = await supertest(pipeline.app)
      .post(`${office.path}/agents/${id}/activation-code`)
      .set(office.hr);
    const linked = await supertest(pipeline.app)
      .post('/v1/me/employments')
      .set(office.hr)
      .send({ code: issued.body.code, birthDate: officer.birthDate });
    expect(linked.status).toBe(204);
    const { items } = await office.push([{ agent: officer }, { agent: colleague }], { as: office.hr });
    expect(items.map(({ state, code }) => [state, code])).toEqual([
      ['quarantined', 'self-deposit'],
      ['deposited', null],
    ]);
    expect(await outcomeOf({ agent: officer })).toEqual([['deposited', null]]);
  });

  it('and reserves nothing: sent again in order, it is deposited', async () => {
    const agent = await office.hire({});
    const wrong = { agent, row: { familyName: 'Faux' } };
    expect(await outcomeOf(wrong)).toEqual([['quarantined', 'claim-disagrees']]);
    expect(await reserved()).toBe(0);
    expect(await outcomeOf({ agent })).toEqual([['deposited', null]]);
  });
});

describe('an item that nothing can make depositable is rejected', () => {
  it('period-invalid: malformed or in the future', async () => {
    const hire = () => office.hire({});
    const periods = ['10/2026', '2026-13', '202610', 'octobre 2026', '2027-03'];
    const papers = await Promise.all(
      periods.map(async (period) => ({ agent: await hire(), row: { period } })),
    );
    expect(await outcomeOf(...papers)).toEqual(Array(5).fill(['rejected', 'period-invalid']));
  });
});

describe('what matches although it looks odd', () => {
  it('blanks in the printed matricule, a NIR in its place, none at all, a past month, a certificate', async () => {
    const hire = () => office.hire({});
    const [blanks, nir, none, certified, decided] = await Promise.all([
      hire(),
      hire(),
      hire(),
      hire(),
      hire(),
    ]);
    expect(
      await outcomeOf(
        {
          agent: blanks,
          content: slip({ ...blanks, payrollNumber: blanks.payrollNumber.replace(/^(..)/, '$1 ') }),
        },
        { agent: nir, content: slip({ ...nir, payrollNumber: nir.nir }) },
        { agent: none, content: slip({ ...none, payrollNumber: '' }) },
        { agent: certified, type: 'certificate' },
        { agent: decided, type: 'decision' },
      ),
    ).toEqual(Array(5).fill(['deposited', null]));
  });

  it('a slip for a month after the employment ended, within the year', async () => {
    const agent = await office.hire({ startDate: '2019-01-01', endDate: '2026-06-30' });
    expect(await outcomeOf({ agent })).toEqual([['deposited', null]]);
  });
});
