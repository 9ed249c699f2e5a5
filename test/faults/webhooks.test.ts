import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Receiver, startReceiver } from '../support/webhook-receiver';
import { openScene, type Scene } from './scene';

jest.setTimeout(300_000);

/** Real programs, a real queue, TLS: a worker is killed while a receiver lets it wait. */
let receiver: Receiver;
let folder: string;
let scene: Scene;
beforeAll(async () => {
  receiver = await startReceiver();
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-webhooks-'));
  const ca = path.join(folder, 'ca.pem');
  await writeFile(ca, receiver.ca);
  scene = await openScene('webhooks', {
    queue: 'postgres',
    store: 'folder',
    workers: 1,
    limits: {
      NODE_EXTRA_CA_CERTS: ca,
      WEBHOOK_PORTS: String(receiver.port),
      WEBHOOK_NETWORKS: '127.0.0.0/8',
      LIMIT_WEBHOOK_CALL_SECONDS: '5',
    },
  });
});
afterAll(async () => {
  await scene?.stack.stop();
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 120_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`still ${receiver.received.length} received`);
    await delay(50);
  }
}

it('what a killed worker was telling is told again, under the same id', async () => {
  const { employer, batch } = await scene.newEmployer(3);
  const webhooks = `/v1/employers/${employer.id}/webhooks`;
  const url = `https://127.0.0.1:${receiver.port}/hook`;
  const { id } = await employer.payroll.post<{ id: string }>(webhooks, { json: { url } });
  receiver.answer(() => undefined);
  const pushed = await scene.client.push(employer, batch, 'webhooks');
  await until(() => receiver.received.length === 1);
  const [worker] = scene.stack.workers;
  if (worker === undefined) throw new Error('no worker');
  process.kill(worker.pid, 'SIGKILL');
  receiver.answer((_request, response) => void response.writeHead(204).end());
  // The claim of the dead one need not run out for this test.
  await scene.query('update webhook_delivery set not_before = clock_timestamp()');
  await until(() => receiver.received.length === 2);

  const [first, second] = receiver.received;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(JSON.parse(second?.body ?? '')).toMatchObject({
    type: 'batch.completed',
    data: { employerId: employer.id, batchId: pushed.id, received: 3 },
  });
  await scene.untilThereIs(`select 1 from webhook_delivery where state = 'delivered'`);
  const listed = await employer.payroll.get<{ items: unknown[] }>(`${webhooks}/${id}/deliveries`);
  expect(listed.items).toMatchObject([{ state: 'delivered', attempts: 2, statusCode: 204 }]);
});
