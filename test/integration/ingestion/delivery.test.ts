import supertest from 'supertest';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { activateAgent, employmentOf, type Office, openOffice } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline();
});
afterAll(() => pipeline.stop());

/** Pushes the agent's slip and tells what became of it, and what is there. */
async function deliver(office: Office, agent: AgentFixture) {
  const { items } = await office.push([{ agent }]);
  const [item] = items;
  const copies = await pipeline.look<{ copy: string; agentCopy: string; pinned: boolean }>(
    `select k.copy, d.agent_copy as "agentCopy", k.version_id is not null as pinned
     from document d join document_key k on k.document_id = d.id where d.id = $1 order by k.copy`,
    [item?.documentId],
  );
  return { item, copies };
}

const EMPLOYER_ONLY = [{ copy: 'employer', agentCopy: 'withheld', pinned: true }];
const BOTH = ['agent', 'employer'].map((copy) => ({ copy, agentCopy: 'released', pinned: true }));

describe('an agent who is not to be served electronically', () => {
  it.each<[string, object]>([
    ['no-notice', { noticeDate: null }],
    ['notice-not-in-force', { noticeDate: '2026-10-10' }],
    ['no-consent', { regime: 'opt-in' }],
  ])('%s: the item is to print, the employer alone holds a copy', async (reason, settings) => {
    const office = await openOffice(pipeline, settings);
    const agent = await office.hire({});
    const { item, copies } = await deliver(office, agent);
    expect([item?.state, item?.code, item?.reason, item?.payrollNumber]).toEqual([
      'to-print',
      null,
      reason,
      agent.payrollNumber,
    ]);
    expect(copies).toEqual(EMPLOYER_ONLY);
  });

  it('objection: theirs is withheld, a colleague’s is released', async () => {
    const office = await openOffice(pipeline);
    const objector = await office.hire({});
    const colleague = await office.hire({});
    const employment = await employmentOf(pipeline, office, objector);
    await pipeline.look(`update employment set objection_at = '2026-10-01' where id = $1`, [employment]);
    const refused = await deliver(office, objector);
    expect([refused.item?.state, refused.item?.reason, refused.copies]).toEqual([
      'to-print',
      'objection',
      EMPLOYER_ONLY,
    ]);
    const released = await deliver(office, colleague);
    expect([released.item?.state, released.item?.reason, released.copies]).toEqual(['deposited', null, BOTH]);

    const asObjector = await activateAgent(pipeline, office, objector);
    const documentId = refused.item?.documentId;
    const listed = await supertest(pipeline.app).get('/v1/me/documents').set(asObjector);
    expect(listed.body.items).toEqual([]);
    for (const part of ['', '/content', '/proof']) {
      const own = await supertest(pipeline.app).get(`/v1/me/documents/${documentId}${part}`).set(asObjector);
      expect([part, own.status]).toEqual([part, 404]);
    }
    const theirs = await supertest(pipeline.app)
      .get(`${office.path}/documents/${documentId}/content`)
      .set(office.client);
    expect(theirs.status).toBe(200);
  });

  it('a new hire under a notice of the same month is served at once', async () => {
    const office = await openOffice(pipeline, { noticeDate: '2026-10-10' });
    const agent = await office.hire({ startDate: '2026-10-12' });
    expect((await deliver(office, agent)).item?.state).toBe('deposited');
  });

  it('an agent who consented where that is asked for', async () => {
    const office = await openOffice(pipeline, { regime: 'opt-in' });
    const agent = await office.hire({});
    const employment = await employmentOf(pipeline, office, agent);
    await pipeline.look(`update employment set channel = 'electronic' where id = $1`, [employment]);
    expect((await deliver(office, agent)).copies).toEqual(BOTH);
  });
});
