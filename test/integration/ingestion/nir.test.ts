import supertest from 'supertest';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { corsicanNir, spacedNir } from '../../fixtures/payroll/people/identifiers';
import { type Office, openOffice, type Paper, PERIOD } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());

/** Everything in every table, as text. */
async function dump(): Promise<string> {
  const tables = await pipeline.look<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await pipeline.look<{ row: string }>(`select t::text as row from ${name} t`);
    parts.push(...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

describe('a NIR', () => {
  it('given as matricule rejects the item, however it is written; a wrong key is none', async () => {
    const forms: [string, (nir: string) => string][] = [
      ['nir-as-payroll-number', (nir) => nir],
      ['nir-as-payroll-number', (nir) => nir.slice(0, 13)],
      ['nir-as-payroll-number', spacedNir],
      ['nir-as-payroll-number', corsicanNir],
      [
        'unknown-payroll-number',
        (nir) => nir.slice(0, 13) + String((Number(nir.slice(13)) % 97) + 1).padStart(2, '0'),
      ],
    ];
    const papers: Paper[] = [];
    for (const [, write] of forms) {
      const agent = await office.hire({});
      papers.push({ agent, row: { payrollNumber: write(agent.nir) } });
    }
    const { items } = await office.push(papers);
    expect(items.map(({ code }) => code)).toEqual(forms.map(([code]) => code));
    expect(items.slice(0, 4).map((item) => [item.state, item.claimedPayrollNumber])).toEqual(
      Array(4).fill(['rejected', '[NIR]']),
    );
  });

  it('in a file name, a title, an echo or a folder is masked everywhere, and routes nothing', async () => {
    const hire = () => office.hire({ familyName: 'Personnelle' });
    const people: AgentFixture[] = [];
    for (let at = 0; at < 5; at += 1) people.push(await hire());
    const [inFile, inFolder, inTitle, inEcho, unlisted] = people as [
      AgentFixture,
      AgentFixture,
      AgentFixture,
      AgentFixture,
      AgentFixture,
    ];
    const zip = office.archive(
      [
        { agent: inFile, row: { file: `bp_${inFile.nir}.pdf` } },
        { agent: inFolder, row: { file: `${spacedNir(inFolder.nir)}/bp.pdf` } },
        { agent: inTitle, row: { title: `Bulletin de ${spacedNir(inTitle.nir)}` } },
        { agent: inEcho, row: { externalId: inEcho.nir } },
      ],
      [{ name: `seul_${unlisted.nir}.pdf`, content: office.slip(unlisted) }],
    );
    const { batch, items } = await office.push(zip, { reference: `lot ${unlisted.nir}` });
    expect(items.map(({ file, externalId, state }) => [file, externalId, state])).toEqual([
      ['bp_[NIR].pdf', `PAY-${inFile.payrollNumber}-${PERIOD}`, 'deposited'],
      ['[NIR]/bp.pdf', `PAY-${inFolder.payrollNumber}-${PERIOD}`, 'deposited'],
      [`bp_${inTitle.payrollNumber}.pdf`, `PAY-${inTitle.payrollNumber}-${PERIOD}`, 'deposited'],
      [`bp_${inEcho.payrollNumber}.pdf`, '[NIR]', 'deposited'],
      ['seul_[NIR].pdf', '', 'rejected'],
    ]);

    const answers: string[] = [];
    for (const [path, accept] of [
      [`batches/${batch.id}`, 'application/json'],
      [`batches/${batch.id}/items`, 'application/json'],
      [`batches/${batch.id}/report`, 'application/json'],
      [`batches/${batch.id}/report`, 'text/csv'],
      ['documents', 'application/json'],
    ] as const) {
      const answer = await supertest(pipeline.app)
        .get(`${office.path}/${path}`)
        .set(office.client)
        .set('Accept', accept);
      expect(answer.status).toBe(200);
      answers.push(answer.text);
    }
    const database = await dump();
    // The dump shows what is there in clear: the masked reference is.
    expect(database).toContain('lot [NIR]');
    for (const { nir } of people) {
      for (const form of [nir, nir.slice(0, 13), spacedNir(nir), Buffer.from(nir).toString('hex')]) {
        for (const text of [...answers, database, pipeline.logged()]) expect(text).not.toContain(form);
      }
    }
    // Neither does a name or a title lie in clear anywhere.
    for (const text of [database, pipeline.logged()]) {
      for (const clear of ['Personnelle', 'PERSONNELLE', 'Bulletin de', 'seul_'])
        expect(text).not.toContain(clear);
    }
  });
});
