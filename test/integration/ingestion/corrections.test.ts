import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { verifyProofFile } from '../../../services/journal/verify/verify-proof-file';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { type Credential, inviteStaff } from '../api/api-fixture';
import { fetchBytes } from '../vaults/fixture';
import { activateAgent, employmentOf, type Office, openOffice, type Pushed } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';
import { openDesk } from './quarantine-desk';
import { archiveOf, type SlipRow } from './slips';

const NOW = '2026-10-28T08:00:00Z';
const LATER = '2026-10-28T10:00:00Z';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline({ ...LONG_SESSIONS, chunkItems: 2 });
});
afterAll(() => pipeline.stop());
beforeEach(async () => {
  pipeline.moveTo(NOW);
  office = await openOffice(pipeline, { settings: { furtherSlips: { sharePercent: 100 } } });
});

const push = async (slips: readonly SlipRow[], options: object = {}): Promise<Pushed> =>
  office.push(await archiveOf(office, slips), options);
const outcomes = ({ items }: Pushed) => items.map(({ state, code }) => [state, code]);
const get = async (path: string, who: Credential) => (await supertest(pipeline.app).get(path).set(who)).body;
const documentOf = (id: string, who = office.hr) => get(`${office.path}/documents/${id}`, who);

/** One payslip in the vaults: its agent, its id, its `externalId`. */
async function deposited(row: Partial<SlipRow> = {}) {
  const agent = row.agent ?? (await office.hire({}));
  const externalId = `E-${randomUUID()}`;
  const { items, batch } = await push([{ agent, months: 0, row: { externalId }, ...row }]);
  expect(items.map(({ state }) => state)).toEqual(['deposited']);
  return { agent, externalId, id: items[0]?.documentId ?? '', batchId: batch.id };
}

const predecessorsOf = (id: string) =>
  pipeline.look(
    `select subject_kind as kind, action, payload::jsonb->'document'->>'predecessor' as predecessor
     from journal_entry where document_id = $1 and action in ('deposit', 'correct') order by subject_kind`,
    [id],
  );

describe('a manifest’s corrects', () => {
  it('replaces by externalId or by document id; both stay, each with its proof; agent and HR see which counts', async () => {
    const { agent, externalId, id: first } = await deposited();
    const session = await activateAgent(pipeline, office, agent);
    const bytesOf = async (id: string, part: string) =>
      (await fetchBytes(pipeline, `/v1/me/documents/${id}${part}`, session))?.body ?? Buffer.alloc(0);
    const before = await bytesOf(first, '/content');

    const second = await push([{ agent, months: 1, corrects: externalId, row: { externalId: 'E2' } }]);
    expect(outcomes(second)).toEqual([['deposited', null]]);
    const secondId = second.items[0]?.documentId ?? '';
    pipeline.moveTo('2026-10-29T08:00:00Z');
    const third = await push([{ agent, months: 2, corrects: secondId.toUpperCase() }]);
    const thirdId = third.items[0]?.documentId ?? '';

    const expected = [
      {
        id: first,
        corrects: null,
        replacedBy: { id: secondId, depositedAt: '2026-10-28T08:00:00.000Z' },
        slipNumber: 1,
      },
      {
        id: secondId,
        corrects: first,
        replacedBy: { id: thirdId, depositedAt: '2026-10-29T08:00:00.000Z' },
        slipNumber: null,
      },
      { id: thirdId, corrects: secondId, replacedBy: null, slipNumber: null },
    ];
    for (const view of expected) {
      expect(await documentOf(view.id)).toMatchObject(view);
      expect(await get(`/v1/me/documents/${view.id}`, session)).toMatchObject(view);
    }
    const listed = (await get('/v1/me/documents', session)).items;
    expect(listed.map(({ id }: { id: string }) => id).sort()).toEqual([first, secondId, thirdId].sort());
    expect(listed).toEqual(expect.arrayContaining(expected.map((view) => expect.objectContaining(view))));
    expect((await get(`${office.path}/documents/${secondId}/slips`, office.hr)).items).toMatchObject(
      expected,
    );

    expect(await predecessorsOf(secondId)).toEqual([
      { kind: 'agent', action: 'deposit', predecessor: first },
      { kind: 'employer', action: 'deposit', predecessor: first },
    ]);
    // The replaced document is what it was, and proves what it proved.
    expect(await bytesOf(first, '/content')).toEqual(before);
    const key = pipeline.trust.journalKey;
    const proof = JSON.parse((await bytesOf(first, '/proof')).toString());
    expect(verifyProofFile(proof, before, key).state).toBe('verified');
    const ofSecond = JSON.parse((await bytesOf(secondId, '/proof')).toString());
    expect(verifyProofFile(ofSecond, await bytesOf(secondId, '/content'), key)).toMatchObject({
      state: 'verified',
      entries: [{ payload: { document: { id: secondId, predecessor: first } } }],
    });
  });

  it('quarantines what cannot be meant, by name, and deposits nothing of it', async () => {
    const one = await deposited();
    const other = await deposited();
    const replaced = await deposited();
    await push([{ agent: replaced.agent, months: 1, corrects: replaced.id }]);
    const past = await push(
      [{ agent: one.agent, months: 0, period: '2026-09', row: { externalId: 'SEPT' } }],
      {
        period: '2026-09',
      },
    );
    expect(outcomes(past)).toEqual([['deposited', null]]);
    const certificate = await push([{ agent: one.agent, months: 0, type: 'certificate' }]);
    const withdrawn = await deposited();
    await pipeline.look(
      `update document set agent_copy = 'withheld', withdrawn_at = '2026-10-28' where id = $1`,
      [withdrawn.id],
    );
    const twins = await office.hire({});
    await push([
      { agent: twins, months: 0, row: { externalId: 'SAME' } },
      { agent: twins, months: 1, row: { externalId: 'SAME' } },
    ]);
    const [count] = await pipeline.look('select count(*)::int as n from document where employer_id = $1', [
      office.id,
    ]);
    const refused = await push([
      { agent: one.agent, months: 2, corrects: 'nobody knows it' },
      { agent: one.agent, months: 3, corrects: randomUUID() },
      { agent: one.agent, months: 2, corrects: other.externalId },
      { agent: one.agent, months: 3, corrects: other.id },
      { agent: one.agent, months: 4, corrects: 'SEPT' },
      { agent: one.agent, months: 5, corrects: certificate.items[0]?.documentId ?? '' },
      { agent: withdrawn.agent, months: 1, corrects: withdrawn.id },
      { agent: replaced.agent, months: 2, corrects: replaced.id },
      { agent: twins, months: 2, corrects: 'SAME' },
      { agent: other.agent, months: 0, type: 'certificate', corrects: other.id },
      { agent: other.agent, months: 0, type: 'decision', corrects: other.externalId },
    ]);
    expect(outcomes(refused)).toEqual(
      [
        'correction-unknown',
        'correction-unknown',
        'correction-other-agent',
        'correction-other-agent',
        'correction-other-period',
        'correction-not-payslip',
        'correction-withdrawn',
        'correction-replaced',
        'correction-ambiguous',
        'correction-not-payslip',
        'correction-not-payslip',
      ].map((code) => ['quarantined', code]),
    );
    expect(refused.items.map(({ payrollNumber, documentId }) => [payrollNumber, documentId])).toEqual(
      refused.items.map(() => ['', null]),
    );
    expect(
      await pipeline.look('select count(*)::int as n from document where employer_id = $1', [office.id]),
    ).toEqual([count]);
    expect(await documentOf(other.id)).toMatchObject({ replacedBy: null });
  });

  it('of one batch replaces nothing of the same batch: no ring can close', async () => {
    const agent = await office.hire({});
    const { items } = await push([
      { agent, months: 0, row: { externalId: 'A' }, corrects: 'B' },
      { agent, months: 1, row: { externalId: 'B' }, corrects: 'A' },
      { agent, months: 2, row: { externalId: 'C' }, corrects: 'C' },
    ]);
    expect(items.map(({ code }) => code)).toEqual(Array(3).fill('correction-unknown'));
  });

  it('means of several payslips under one externalId the agent’s own of the month, and of a chain its end', async () => {
    const mine = await office.hire({});
    const theirs = await office.hire({});
    const row = { externalId: 'PAIE 10/2026' };
    const first = await push([
      { agent: mine, months: 0, row },
      { agent: theirs, months: 0, row },
    ]);
    const again = await push([{ agent: mine, months: 1, row, corrects: row.externalId }]);
    const more = await push([{ agent: mine, months: 2, row, corrects: row.externalId }]);
    const id = (pushed: Pushed, at = 0) => pushed.items[at]?.documentId ?? '';
    expect(await documentOf(id(first))).toMatchObject({ replacedBy: { id: id(again) } });
    expect(await documentOf(id(again))).toMatchObject({ replacedBy: { id: id(more) } });
    expect(await documentOf(id(first, 1))).toMatchObject({ replacedBy: null });
  });

  it('sent again under another reference is a duplicate, and changes nothing', async () => {
    const { agent, externalId, id } = await deposited();
    const correction = { agent, months: 1, corrects: externalId };
    const sent = await push([correction]);
    expect(outcomes(await push([correction]))).toEqual([['duplicate', 'same-bytes']]);
    expect(outcomes(await push([{ ...correction, edition: 1 }]))).toEqual([['duplicate', 'same-text']]);
    expect(await documentOf(id)).toMatchObject({ replacedBy: { id: sent.items[0]?.documentId } });
  });

  it('of two batches at once lets one replace; a NIR in the name is masked, and found all the same', async () => {
    const nir = '1 84 05 99 999 123 45';
    const agent = await office.hire({});
    const first = await push([{ agent, months: 0, row: { externalId: `paie ${nir}` } }]);
    const ids: string[] = [];
    for (const months of [1, 2]) {
      const id: string = (await office.open()).body.id;
      await office.send(id, await archiveOf(office, [{ agent, months, corrects: `paie ${nir}` }]));
      ids.push(id);
    }
    await Promise.all(ids.map((id) => office.submit(id)));
    await pipeline.settle();
    const states = await Promise.all(ids.map(async (id) => outcomes(await office.read(id))[0]));
    expect(states.sort()).toEqual([
      ['deposited', null],
      ['quarantined', 'correction-replaced'],
    ]);
    expect(await documentOf(first.items[0]?.documentId ?? '')).toMatchObject({
      replacedBy: { id: expect.any(String) },
    });
  });

  it('is not the agent’s to see before its publication, and is undone with a cancelled batch', async () => {
    const { agent, id } = await deposited();
    const session = await activateAgent(pipeline, office, agent);
    const sent = await push([{ agent, months: 1, corrects: id }], { publishAt: LATER });
    expect(await documentOf(id)).toMatchObject({ replacedBy: { id: sent.items[0]?.documentId } });
    expect(await get(`/v1/me/documents/${id}`, session)).toMatchObject({ replacedBy: null });
    await supertest(pipeline.app).post(`${office.path}/batches/${sent.batch.id}/cancel`).set(office.hr);
    await pipeline.settle();
    expect(await documentOf(id)).toMatchObject({ replacedBy: null });

    const again = await push([{ agent, months: 1, corrects: id }], { publishAt: LATER });
    expect(outcomes(again)).toEqual([['deposited', null]]);
    pipeline.moveTo(LATER);
    await pipeline.settle();
    expect(await get(`/v1/me/documents/${id}`, session)).toMatchObject({
      replacedBy: { id: again.items[0]?.documentId },
    });
  });

  it('is proposed by a dry run as it would be, and takes nothing', async () => {
    const { agent, id } = await deposited();
    const trial = await push(
      [
        { agent, months: 1, corrects: id },
        { agent, months: 2, corrects: 'nothing' },
      ],
      { dryRun: true },
    );
    expect(trial.items.map(({ proposal }) => [proposal?.state, proposal?.code])).toEqual([
      ['deposited', null],
      ['quarantined', 'correction-unknown'],
    ]);
    expect(trial.batch.proposal).toMatchObject({ furtherSlips: 0 });
    expect(await documentOf(id)).toMatchObject({ replacedBy: null });
  });

  it('that cannot be meant is deposited beside what is there when an officer insists', async () => {
    const { agent, id } = await deposited();
    const { items, batch } = await push([{ agent, months: 1, corrects: 'unknown' }]);
    const desk = openDesk(pipeline, office);
    const choice = { action: 'deposit', agentId: await employmentOf(pipeline, office, agent) };
    const itemId = items[0]?.item ?? '';
    const refused = await desk.resolve(batch.id, itemId, choice);
    expect([refused.status, refused.body.code]).toEqual([409, 'choice-disagrees']);
    expect((await desk.resolve(batch.id, itemId, { ...choice, acknowledge: true })).status).toBe(202);
    await pipeline.settle();
    const settled = await desk.itemOf(batch.id, itemId);
    expect(settled).toMatchObject({ state: 'deposited', code: null });
    expect(await documentOf(settled?.documentId ?? '')).toMatchObject({ corrects: null, slipNumber: 2 });
    expect(await documentOf(id)).toMatchObject({ replacedBy: null });
    expect(await desk.traceOf(itemId)).toContainEqual({
      action: 'acknowledge-contradiction',
      outcome: 'done',
      code: 'claim:corrects',
      role: 'hr',
    });
  });
});

describe('an officer who says that a slip replaces another', () => {
  const correct = (documentId: string, predecessor: string, who = office.hr) =>
    supertest(pipeline.app)
      .post(`${office.path}/documents/${documentId}/corrects`)
      .set(who)
      .send({ documentId: predecessor });

  /** Two payslips of one month, the first deposited first. */
  async function two(person?: AgentFixture) {
    const first = await deposited(person === undefined ? {} : { agent: person });
    pipeline.moveTo('2026-10-28T09:00:00Z');
    const further = await deposited({ agent: first.agent, months: 1 });
    pipeline.moveTo(NOW);
    return { agent: first.agent, first: first.id, further: further.id };
  }

  it('changes which of them counts, in both vaults, once, and it stands in both traces', async () => {
    const { agent, first, further } = await two();
    expect(await documentOf(further)).toMatchObject({ slipNumber: 2, corrects: null });
    const session = await activateAgent(pipeline, office, agent);
    const answers = await Promise.all(Array.from({ length: 8 }, () => correct(further, first)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(answers[0]?.body).toMatchObject({ id: further, corrects: first, slipNumber: null });
    expect(await get(`/v1/me/documents/${first}`, session)).toMatchObject({ replacedBy: { id: further } });
    expect((await predecessorsOf(further)).filter(({ action }) => action === 'correct')).toEqual([
      { kind: 'agent', action: 'correct', predecessor: first },
      { kind: 'employer', action: 'correct', predecessor: first },
    ]);
    const trace = await get('/v1/me/journal?limit=200', session);
    expect(trace.items).toContainEqual(
      expect.objectContaining({ action: 'correct', role: 'hr', documentId: further }),
    );
  });

  it('is refused by name what no manifest may do either', async () => {
    const { agent, first, further } = await two();
    const stranger = await deposited();
    const certificate = await push([{ agent, months: 0, type: 'certificate' }]);
    const past = await push([{ agent, months: 0, period: '2026-09' }], { period: '2026-09' });
    const certificateId = certificate.items[0]?.documentId ?? '';
    const refusals: [string, string, number, string][] = [
      [first, further, 409, 'correction-not-earlier'],
      [further, further, 409, 'correction-not-earlier'],
      [further, stranger.id, 409, 'correction-other-agent'],
      [further, certificateId, 409, 'correction-not-payslip'],
      [certificateId, first, 409, 'correction-not-payslip'],
      [further, past.items[0]?.documentId ?? '', 409, 'correction-other-period'],
      [further, randomUUID(), 404, 'document-not-found'],
      [randomUUID(), first, 404, 'document-not-found'],
    ];
    for (const [document, predecessor, status, code] of refusals) {
      const answer = await correct(document, predecessor);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    expect((await correct(further, first)).status).toBe(200);
    const third = await deposited({ agent, months: 2 });
    pipeline.moveTo('2026-10-28T09:30:00Z');
    const fourth = await deposited({ agent, months: 3 });
    expect((await correct(fourth.id, first)).body.code).toBe('correction-replaced');
    expect((await correct(further, third.id)).body.code).toBe('correction-exists');
    expect((await correct(third.id, further)).body.code).toBe('correction-not-earlier');
    expect((await correct(fourth.id, further)).status).toBe(200);
    const neighbour = await openOffice(pipeline);
    expect((await correct(fourth.id, third.id, neighbour.hr)).status).toBe(404);
  });

  it('of two slips that came together closes no ring', async () => {
    const agent = await office.hire({});
    const { items } = await push([
      { agent, months: 0 },
      { agent, months: 1 },
    ]);
    const [a, b] = items.map(({ documentId }) => documentId ?? '') as [string, string];
    expect((await correct(a, b)).status).toBe(200);
    expect((await correct(b, a)).body.code).toBe('correction-not-earlier');
  });

  it('does not decide on their own documents: another officer does', async () => {
    const officer = await office.hire({});
    const { first, further } = await two(officer);
    const issued = await supertest(pipeline.app)
      .post(`${office.path}/agents/${await employmentOf(pipeline, office, officer)}/activation-code`)
      .set(office.hr);
    const linked = await supertest(pipeline.app)
      .post('/v1/me/employments')
      .set(office.hr)
      .send({ code: issued.body.code, birthDate: officer.birthDate });
    expect(linked.status).toBe(204);
    const own = await correct(further, first);
    expect([own.status, own.body.code]).toEqual([403, 'self-deposit']);
    const colleague = await inviteStaff(pipeline.app, pipeline.operator, office.id, 'hr');
    expect((await correct(further, first, colleague)).status).toBe(200);
  });

  it('finds the place taken while a manifest’s correction is being deposited', async () => {
    const { agent, first, further } = await two();
    const under = await push([{ agent, months: 2, corrects: first }]);
    const id = under.items[0]?.documentId ?? '';
    await pipeline.look(
      `update document set state = 'reserved', deposited_at = null, sealed_sha256 = null where id = $1`,
      [id],
    );
    expect((await correct(further, first)).body.code).toBe('correction-replaced');
  });
});
