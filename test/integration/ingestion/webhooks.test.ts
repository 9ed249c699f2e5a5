import { createHmac } from 'node:crypto';
import supertest from 'supertest';
import { parseNetwork } from '../../../infra/http/public-address';
import { endAbandonedBatches } from '../../../services/ingestion/batches/end-abandoned-batches';
import { expireProposals } from '../../../services/ingestion/batches/expire-proposals';
import { deliverWebhooks } from '../../../services/ingestion/webhooks/deliver-webhooks';
import { discardWebhookEvents } from '../../../services/ingestion/webhooks/discard-events';
import { RECEIVER, type Received, type Receiver, startReceiver } from '../../support/webhook-receiver';
import { employmentOf, type Office, openOffice } from './office';
import { LONG_SESSIONS, openPipeline, type Pipeline } from './pipeline';

const NOW = '2026-10-28T08:00:00Z';
/** What the name of the receiver leads to; a test may turn it elsewhere. */
let leadsTo = ['127.0.0.1'];

let receiver: Receiver;
let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  receiver = await startReceiver();
  pipeline = await openPipeline({ ...LONG_SESSIONS, webhookAttempts: 3, webhooksPerEmployer: 3 }, NOW, {
    ports: [443, receiver.port],
    networks: [parseNetwork('127.0.0.0/8')],
    resolve: async (name) => (name === RECEIVER ? leadsTo : []),
    ca: receiver.ca,
    deadlineMs: 2_000,
  });
});
afterAll(async () => {
  await pipeline.stop();
  await receiver.close();
});
beforeEach(async () => {
  leadsTo = ['127.0.0.1'];
  pipeline.moveTo(NOW);
  await pipeline.look('delete from webhook_endpoint');
  receiver.received.splice(0);
  receiver.answer((_request, response) => void response.writeHead(204).end());
  office = await openOffice(pipeline);
});

interface Webhook {
  readonly id: string;
  readonly secret: string;
  readonly path: string;
}

const address = () => `https://${RECEIVER}:${receiver.port}/hook?token=geheim`;
const post = (path: string, body?: object) =>
  supertest(pipeline.app).post(path).set(office.client).send(body);
const get = (path: string) => supertest(pipeline.app).get(path).set(office.client);

async function register(): Promise<Webhook> {
  const created = await post(`${office.path}/webhooks`, { url: address() });
  expect(created.status).toBe(201);
  return { ...created.body, path: `${office.path}/webhooks/${created.body.id}` };
}

const send = () => deliverWebhooks(pipeline.webhooks);

/** Lets the pauses of all that waits pass. */
const wait = () =>
  pipeline.look(`update webhook_delivery set not_before = clock_timestamp() where state = 'pending'`);

async function deliveries({ path }: Webhook) {
  const listed = await get(`${path}/deliveries`);
  expect(listed.status).toBe(200);
  return listed.body.items;
}

async function test(webhook: Webhook): Promise<string> {
  const tested = await post(`${webhook.path}/test`);
  expect(tested.status).toBe(202);
  return tested.body.deliveryId;
}

/** As a receiver checks it, from the specification alone. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

const typesOf = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body).type);

async function traced(): Promise<string[]> {
  const rows = await pipeline.look<{ action: string }>(
    `select action from journal_entry where employer_id = $1 and action like '%webhook%' order by id`,
    [office.id],
  );
  return rows.map(({ action }) => action);
}

describe('what an employer’s systems are told', () => {
  it('of a batch with a doubtful item: that it ended, what waits, and that it waits no more', async () => {
    const webhook = await register();
    const [known, doubtful, misnamed] = [await office.hire({}), await office.hire({}), await office.hire({})];
    const { batch, items } = await office.push(
      [
        { agent: known },
        { agent: doubtful, row: { familyName: 'Toutautre' } },
        { agent: misnamed, row: { familyName: 'Toutautre' } },
      ],
      { reference: 'Paie de Mme Martin' },
    );
    await send();
    expect(typesOf(receiver.received)).toEqual(['batch.completed', 'batch.quarantine-opened']);
    const [completed] = receiver.received;
    expect(JSON.parse(completed?.body ?? '')).toEqual({
      type: 'batch.completed',
      timestamp: '2026-10-28T08:00:00.000Z',
      data: {
        employerId: office.id,
        batchId: batch.id,
        state: 'completed',
        revision: batch.revision,
        counts: { deposited: 1, quarantined: 2 },
        received: 3,
        openQuarantine: 2,
        failureCode: null,
      },
    });
    expect(completed?.headers).toMatchObject({ 'content-type': 'application/json' });
    for (const received of receiver.received) expect(isSigned(received, webhook.secret)).toBe(true);

    const waiting = items.flatMap(({ state, item }) => (state === 'quarantined' ? [item] : []));
    const settle = async (item: string | undefined, decision: object) => {
      const path = `${office.path}/batches/${batch.id}/items/${item}/resolve`;
      const settled = await supertest(pipeline.app).post(path).set(office.hr).send(decision);
      expect(settled.status).toBe(202);
      await pipeline.settle();
      await send();
    };
    await settle(waiting[0], { action: 'reject', reason: 'not-ours' });
    expect(receiver.received).toHaveLength(2);
    const agentId = await employmentOf(pipeline, office, misnamed);
    await settle(waiting[1], { action: 'deposit', agentId, acknowledge: true });
    expect(typesOf(receiver.received).slice(2)).toEqual(['batch.quarantine-settled']);
    expect(await deliveries(webhook)).toMatchObject(
      ['batch.quarantine-settled', 'batch.quarantine-opened', 'batch.completed'].map((type) => ({
        type,
        batchId: batch.id,
        state: 'delivered',
        attempts: 1,
        statusCode: 204,
        errorCode: null,
        nextAttemptAt: null,
      })),
    );
  });

  it('of dry runs, failures and cancellations, each once', async () => {
    await register();
    const agent = await office.hire({});
    await office.push([{ agent }], { dryRun: true });
    await office.push(Buffer.from('no archive'));
    const { batch } = await office.push([{ agent }], { publishAt: '2026-10-30T08:00:00Z' });
    expect((await post(`${office.path}/batches/${batch.id}/cancel`)).status).toBe(202);
    await pipeline.settle();
    await office.open();
    pipeline.moveTo('2026-11-20T08:00:00Z');
    await expireProposals(pipeline.worker);
    await endAbandonedBatches(pipeline.worker);
    await send();
    expect(typesOf(receiver.received).sort()).toEqual(
      [
        'batch.proposed',
        'batch.failed',
        'batch.completed',
        'batch.cancelled',
        'batch.expired',
        'batch.cancelled',
      ].sort(),
    );
    const failed = receiver.received.find(({ body }) => body.includes('batch.failed'));
    expect(JSON.parse(failed?.body ?? '').data).toMatchObject({
      state: 'failed',
      failureCode: 'archive-unreadable',
    });
    await pipeline.settle();
    await send();
    expect(receiver.received).toHaveLength(6);
  });

  it('holds no title, name, matricule, file name or reference, and neither do rows, log and queue', async () => {
    const webhook = await register();
    const agent = await office.hire({ familyName: 'Zyzomys' });
    await office.push([{ agent, row: { title: 'Prime de Zyzomys' } }], { reference: 'Zyzomys-2026' });
    await send();
    const rows = await pipeline.look<{ text: string }>(
      `select e::text as text from webhook_event e union all select d::text from webhook_delivery d
       union all select w::text from webhook_endpoint w`,
    );
    const told = [...receiver.received, ...rows].map((one) => JSON.stringify(one)).join('\n');
    expect(told).toContain('batch.completed');
    for (const secret of ['Zyzomys', 'zyzomys', agent.payrollNumber, office.employer.siret, '.pdf']) {
      expect(told).not.toContain(secret);
    }
    const kept = `${rows.map(({ text }) => text).join('\n')}\n${pipeline.logged()}`;
    expect(kept).not.toContain('geheim');
    expect(kept).not.toContain(webhook.secret.slice(6, 40));
    expect(kept).not.toContain(Buffer.from(webhook.secret.slice(6), 'base64').toString('hex'));
  });

  it('is nothing, and nothing is kept, where nobody listens', async () => {
    await office.push([{ agent: await office.hire({}) }]);
    expect(await pipeline.look('select 1 from webhook_event where employer_id = $1', [office.id])).toEqual(
      [],
    );
  });

  it('is never another employer’s business', async () => {
    const neighbour = await openOffice(pipeline);
    await register();
    await neighbour.push([{ agent: await neighbour.hire({}) }]);
    await send();
    expect(receiver.received).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    ['http://93.184.215.14/', 'webhook-url-invalid'],
    ['https://u:p@93.184.215.14/', 'webhook-url-invalid'],
    ['https://2130706433/', 'webhook-url-invalid'],
    ['https://93.184.215.14:22/', 'webhook-port-refused'],
    ['https://169.254.169.254/', 'webhook-address-refused'],
    ['https://[::1]/', 'webhook-address-refused'],
    ['https://localhost/', 'webhook-address-refused'],
    ['https://nobody.example/', 'webhook-host-unresolved'],
  ])('%s is refused: %s', async (url, code) => {
    const refused = await post(`${office.path}/webhooks`, { url });
    expect([refused.status, refused.body.code]).toEqual([400, code]);
  });

  it('is refused when its name turned to the inside since, and nothing is connected', async () => {
    const webhook = await register();
    await test(webhook);
    leadsTo = ['10.0.0.7'];
    const before = receiver.connections();
    await send();
    expect(receiver.connections()).toBe(before);
    expect(await deliveries(webhook)).toMatchObject([
      { state: 'pending', attempts: 1, statusCode: null, errorCode: 'address-refused' },
    ]);
  });

  it('has as many fellows as the limit says, also when many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(`${office.path}/webhooks`, { url: address() })),
    );
    const told = answers.map(({ status, body }) => (status === 201 ? 201 : body.code)).sort();
    expect(told).toEqual([201, 201, 201, ...Array(3).fill('too-many-webhooks')].sort());
    const pages = await get(`${office.path}/webhooks?limit=2`);
    expect(pages.body.items).toMatchObject([{ url: address(), disabled: null }, { url: address() }]);
    expect(JSON.stringify(pages.body)).not.toContain('whsec_');
    const rest = await get(`${office.path}/webhooks?limit=2&cursor=${pages.body.nextCursor}`);
    expect([rest.body.items.length, rest.body.nextCursor]).toEqual([1, null]);
  });

  it('is removed with all that was to be sent to it, and leaves its traces', async () => {
    const webhook = await register();
    await test(webhook);
    const removed = await supertest(pipeline.app).delete(webhook.path).set(office.client);
    expect(removed.status).toBe(204);
    await send();
    expect(receiver.received).toEqual([]);
    expect((await get(`${webhook.path}/deliveries`)).body.code).toBe('webhook-not-found');
    expect(await traced()).toEqual(['create-webhook', 'delete-webhook']);
  });
});

describe('a secret', () => {
  it('is renewed without a gap: for a day both sign, an older one no more', async () => {
    const webhook = await register();
    const renew = async () => (await post(`${webhook.path}/secret`)).body;
    const { secret: second, previousUntil } = await renew();
    expect(previousUntil).toBe('2026-10-29T08:00:00.000Z');
    const signers = async () => {
      receiver.received.splice(0);
      await test(webhook);
      await send();
      const [received] = receiver.received as [Received];
      return [webhook.secret, second, third].map((secret) => isSigned(received, secret));
    };
    let third = 'none';
    expect(await signers()).toEqual([true, true, false]);
    third = (await renew()).secret;
    expect(await signers()).toEqual([false, true, true]);
    pipeline.moveTo('2026-10-29T08:00:00Z');
    expect(await signers()).toEqual([false, false, true]);
    expect(await traced()).toEqual(['create-webhook', 'rotate-webhook-secret', 'rotate-webhook-secret']);
  });
});

describe('a delivery that fails', () => {
  it('is tried again under the same id, then dead, visible, and replayed with all its attempts', async () => {
    const webhook = await register();
    const deliveryId = await test(webhook);
    receiver.answer((_request, response) => void response.writeHead(500).end('a name nobody may keep'));
    for (const attempts of [1, 2]) {
      await send();
      await send();
      expect(await deliveries(webhook)).toMatchObject([
        { id: deliveryId, state: 'pending', attempts, statusCode: 500, errorCode: 'status-refused' },
      ]);
      await wait();
    }
    await send();
    await wait();
    await send();
    expect(await deliveries(webhook)).toMatchObject([{ state: 'dead', attempts: 3, nextAttemptAt: null }]);
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1);
    expect((await get(`${office.path}/webhooks`)).body.items[0].failingSince).not.toBeNull();

    receiver.answer((_request, response) => void response.writeHead(200).end());
    const replayed = await post(`${webhook.path}/deliveries/${deliveryId}/replay`);
    expect([replayed.status, replayed.body.state, replayed.body.attempts]).toEqual([202, 'pending', 0]);
    await send();
    expect(await deliveries(webhook)).toMatchObject([{ state: 'delivered', attempts: 1, statusCode: 200 }]);
    expect(receiver.received[3]?.headers['webhook-id']).toBe(receiver.received[0]?.headers['webhook-id']);
    expect((await get(`${office.path}/webhooks`)).body.items[0].failingSince).toBeNull();
    expect(pipeline.logged()).not.toContain('a name nobody may keep');
  });

  it('waits longer each time, beyond the first pause', async () => {
    const webhook = await register();
    await test(webhook);
    receiver.answer((_request, response) => void response.writeHead(503).end());
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await send();
      const [row] = await pipeline.look<{ pause: number }>(
        `select extract(epoch from not_before - clock_timestamp())::float8 as pause from webhook_delivery
         where webhook_id = $1`,
        [webhook.id],
      );
      pauses.push(row?.pause ?? 0);
      await wait();
    }
    expect(pauses[0]).toBeGreaterThan(20);
    expect(pauses[0]).toBeLessThan(34);
    expect(pauses[1]).toBeGreaterThan(100);
    expect(pauses[1]).toBeLessThan(133);
  });

  it('is no success by redirect', async () => {
    const webhook = await register();
    await test(webhook);
    const location = `https://127.0.0.1:${receiver.port}/elsewhere`;
    receiver.answer((_request, response) => void response.writeHead(302, { location }).end());
    await send();
    expect(receiver.received).toHaveLength(1);
    expect(await deliveries(webhook)).toMatchObject([{ statusCode: 302, errorCode: 'redirect-refused' }]);
  });

  it('holds back what happened to the same batch later, and nothing else', async () => {
    await register();
    const doubtful = { agent: await office.hire({}), row: { familyName: 'Toutautre' } };
    const { batch } = await office.push([doubtful]);
    let refuse = true;
    receiver.answer((request, response) => {
      response.writeHead(refuse && request.body.includes(batch.id) ? 500 : 204).end();
    });
    await send();
    const { batch: next } = await office.push([{ agent: await office.hire({}) }]);
    await send();
    const told = () =>
      receiver.received.map(({ body }) => [JSON.parse(body).data.batchId, JSON.parse(body).type]);
    expect(told()).toEqual([
      [batch.id, 'batch.completed'],
      [next.id, 'batch.completed'],
    ]);
    refuse = false;
    await wait();
    await send();
    expect(told().slice(2)).toEqual([
      [batch.id, 'batch.completed'],
      [batch.id, 'batch.quarantine-opened'],
    ]);
  });

  it('at its last attempt by a crash is dead, and says that nobody knows', async () => {
    const webhook = await register();
    await test(webhook);
    await pipeline.look('update webhook_delivery set attempts = 3 where webhook_id = $1', [webhook.id]);
    await send();
    expect(receiver.received).toEqual([]);
    expect(await deliveries(webhook)).toMatchObject([{ state: 'dead', errorCode: 'attempt-interrupted' }]);
  });

  it('says nothing of a replay that came meanwhile', async () => {
    const webhook = await register();
    const deliveryId = await test(webhook);
    receiver.answer(async (_request, response) => {
      if (receiver.received.length === 1) await post(`${webhook.path}/deliveries/${deliveryId}/replay`);
      response.writeHead(receiver.received.length === 1 ? 500 : 204).end();
    });
    await send();
    expect(await deliveries(webhook)).toMatchObject([{ state: 'delivered', attempts: 1, statusCode: 204 }]);
    expect(receiver.received).toHaveLength(2);
  });
});

describe('sending', () => {
  it('by several processes at once is once', async () => {
    const webhook = await register();
    for (let at = 0; at < 10; at += 1) await test(webhook);
    await Promise.all([send(), send(), send(), send()]);
    await send();
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });

  it('is done again, under the same id, where a crash left open how it went', async () => {
    const webhook = await register();
    await test(webhook);
    const { uow } = pipeline.webhooks;
    let transactions = 0;
    const dying: typeof uow = {
      run: (actor, work) => {
        transactions += 1;
        return transactions === 2 ? Promise.reject(new Error('killed')) : uow.run(actor, work);
      },
    };
    await expect(deliverWebhooks({ ...pipeline.webhooks, uow: dying })).rejects.toThrow(
      '1 deliveries not settled',
    );
    await send();
    expect(receiver.received).toHaveLength(1);
    await wait();
    await send();
    const [first, second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(await deliveries(webhook)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });

  it('counts what became of it, and how long the oldest waits', async () => {
    const webhook = await register();
    const outcomes: string[] = [];
    let oldest = 0;
    const metrics = {
      observeDelivery: (outcome: string) => void outcomes.push(outcome),
      observeOldestPending: (seconds: number) => {
        oldest = seconds;
      },
    };
    await test(webhook);
    await pipeline.look(`update webhook_delivery set queued_at = clock_timestamp() - interval '1 hour'`);
    receiver.answer((_request, response) => void response.writeHead(500).end());
    await deliverWebhooks({ ...pipeline.webhooks, metrics });
    expect(oldest).toBeGreaterThan(3_599);
    receiver.answer((_request, response) => void response.writeHead(204).end());
    await wait();
    await deliverWebhooks({ ...pipeline.webhooks, metrics });
    expect([outcomes, oldest]).toEqual([['retried', 'delivered'], 0]);
  });

  it('is forgotten at its age, but for what waits', async () => {
    const webhook = await register();
    await test(webhook);
    await send();
    const waiting = await test(webhook);
    pipeline.moveTo('2026-11-27T07:59:59Z');
    await discardWebhookEvents(pipeline.webhooks);
    expect(await deliveries(webhook)).toHaveLength(2);
    pipeline.moveTo('2026-11-28T08:00:00Z');
    await discardWebhookEvents(pipeline.webhooks);
    expect(await deliveries(webhook)).toMatchObject([{ id: waiting }]);
  });
});

describe('an endpoint is switched off', () => {
  const disabledOf = async () => (await get(`${office.path}/webhooks`)).body.items[0].disabled;

  it('at once where it says that it is gone; what happens meanwhile can be replayed', async () => {
    const webhook = await register();
    await test(webhook);
    await test(webhook);
    await test(webhook);
    receiver.answer((_request, response) => void response.writeHead(410).end());
    await send();
    expect(await disabledOf()).toEqual({ at: '2026-10-28T08:00:00.000Z', code: 'gone' });
    expect(await traced()).toEqual(['create-webhook', 'webhook-disabled']);
    expect((await deliveries(webhook)).map(({ state }: { state: string }) => state)).toEqual(
      Array(3).fill('dead'),
    );
    expect((await post(`${webhook.path}/test`)).body.code).toBe('webhook-disabled');

    receiver.received.splice(0);
    receiver.answer((_request, response) => void response.writeHead(204).end());
    await office.push([{ agent: await office.hire({}) }]);
    await send();
    expect(receiver.received).toEqual([]);
    const [missed] = await deliveries(webhook);
    expect(missed).toMatchObject({ type: 'batch.completed', state: 'dead', errorCode: 'webhook-disabled' });
    const replay = `${webhook.path}/deliveries/${missed.id}/replay`;
    expect((await post(replay)).body.code).toBe('webhook-disabled');

    const enabled = await post(`${webhook.path}/enable`);
    expect(enabled.body).toMatchObject({ id: webhook.id, disabled: null, failingSince: null });
    expect((await post(`${webhook.path}/enable`)).status).toBe(200);
    expect((await post(replay)).status).toBe(202);
    await send();
    expect(typesOf(receiver.received)).toEqual(['batch.completed']);
    expect(await traced()).toEqual(['create-webhook', 'webhook-disabled', 'enable-webhook']);
  });

  it('after days without a success, when a delivery is given up', async () => {
    const webhook = await register();
    const failTo = async (days: number) => {
      await pipeline.look(
        `update webhook_endpoint set failing_since = clock_timestamp() - make_interval(days => $2) where id = $1`,
        [webhook.id, days],
      );
      await test(webhook);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        expect(await disabledOf()).toBeNull();
        await send();
        await wait();
      }
    };
    receiver.answer((_request, response) => void response.writeHead(500).end());
    await failTo(4);
    expect(await disabledOf()).toBeNull();
    await failTo(6);
    expect(await disabledOf()).toMatchObject({ code: 'failing' });
    expect(await traced()).toEqual(['create-webhook', 'webhook-disabled']);
  });
});

describe('what is not there', () => {
  it('has a name: webhooks and deliveries of others, cursors that no list returned', async () => {
    const webhook = await register();
    const other = await register();
    const deliveryId = await test(other);
    const crossed = await post(`${webhook.path}/deliveries/${deliveryId}/replay`);
    expect([crossed.status, crossed.body.code]).toEqual([404, 'webhook-delivery-not-found']);
    const neighbour = await openOffice(pipeline);
    const foreign = `${neighbour.path}/webhooks/${webhook.id}`;
    for (const call of ['test', 'secret', 'enable', `deliveries/${deliveryId}/replay`]) {
      const answer = await supertest(pipeline.app).post(`${foreign}/${call}`).set(neighbour.hr);
      expect([call, answer.status, answer.body.code]).toEqual([call, 404, 'webhook-not-found']);
    }
    expect((await get(`${office.path}/webhooks?cursor=abc`)).body.code).toBe('cursor-invalid');
    expect((await get(`${webhook.path}/deliveries?cursor=abc`)).body.code).toBe('cursor-invalid');
  });
});
