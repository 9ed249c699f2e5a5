import supertest from 'supertest';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { type Credential, inviteStaff } from '../api/api-fixture';
import { employmentOf, type Item, type Office, type Paper, PERIOD, type Pushed, printer } from './office';
import type { Pipeline } from './pipeline';

/** What an HR officer does with doubtful items, through HTTP. */
export interface Desk {
  /** A slip that its row gives to `agent`, and its page to `printed`. */
  doubtful(agent: AgentFixture, printed: Partial<AgentFixture>): Promise<Paper>;
  push(...papers: Paper[]): Promise<Pushed>;
  list(query?: Readonly<Record<string, string | number>>, as?: Credential): Promise<supertest.Response>;
  read(batchId: string, itemId: string, as?: Credential): Promise<supertest.Response>;
  image(
    batchId: string,
    itemId: string,
    query?: Readonly<Record<string, number>>,
    as?: Credential,
  ): Promise<supertest.Response>;
  resolve(batchId: string, itemId: string, choice: object, as?: Credential): Promise<supertest.Response>;
  agentId(agent: AgentFixture): Promise<string>;
  itemOf(batchId: string, itemId: string): Promise<Item | undefined>;
  secondOfficer(): Promise<Credential>;
  /** Entries of the employer's trace about an item. */
  traceOf(itemId: string): Promise<{ action: string; outcome: string; code: string | null; role: string }[]>;
}

export function openDesk(pipeline: Pipeline, office: Office): Desk {
  const { app } = pipeline;
  const itemPath = (batchId: string, itemId: string) => `${office.path}/batches/${batchId}/items/${itemId}`;
  return {
    async doubtful(agent, printed) {
      const print = await printer();
      const content = print.payslip({ ...agent, ...printed }, office.employer, PERIOD, { arrears: 0 });
      return { agent, content };
    },
    push: (...papers) => office.push(papers),
    list: (query = {}, as = office.hr) =>
      supertest(app).get(`${office.path}/quarantine`).query(query).set(as),
    read: (batchId, itemId, as = office.hr) => supertest(app).get(itemPath(batchId, itemId)).set(as),
    image: (batchId, itemId, query = {}, as = office.hr) =>
      supertest(app)
        .get(`${itemPath(batchId, itemId)}/page.png`)
        .query(query)
        .set(as),
    resolve: (batchId, itemId, choice, as = office.hr) =>
      supertest(app)
        .post(`${itemPath(batchId, itemId)}/resolve`)
        .set(as)
        .send(choice),
    agentId: (agent) => employmentOf(pipeline, office, agent),
    async itemOf(batchId, itemId) {
      const { items } = await office.read(batchId);
      return items.find(({ item }) => item === itemId);
    },
    secondOfficer: () => inviteStaff(app, pipeline.operator, office.id, 'hr'),
    traceOf: (itemId) =>
      pipeline.look(
        `select action, outcome, payload::jsonb->>'code' as code, actor_role as role from journal_entry
         where payload::jsonb->>'item' = $1 and subject_id = $2 order by id`,
        [itemId, office.id],
      ),
  };
}

/** Moves business time; everybody stays signed in. */
export async function moveOn(pipeline: Pipeline, instant: string): Promise<void> {
  pipeline.moveTo(instant);
  await pipeline.look(`update session set seen_at = $1, ends_at = $1::timestamptz + interval '1 hour'`, [
    instant,
  ]);
  await pipeline.look(`update access_token set ends_at = $1::timestamptz + interval '1 hour'`, [instant]);
}
