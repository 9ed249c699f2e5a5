import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../../infra/local/demo/api-client';
import { buildArchive } from '../fixtures/payroll/archive';
import type { BatchFixture } from '../fixtures/payroll/batches/batch';
import { batchesOf, openBatch, sendContent, type TestEmployer } from '../support/stack-client';
import { LONG_MS, SCALE } from './scale';
import { openScene, type Scene } from './scene';

/** What a sender sees when the API dies, and when it sends twice. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene('uploads', { queue: 'postgres', store: 'folder', workers: 1 });
}, 120_000);
afterAll(() => scene?.close(), 120_000);

const ITEMS = SCALE.batchItems;
const SENDERS = 8;

it(
  'shows nothing half of an upload during which the API is killed: it is sent again whole',
  async () => {
    const { employer, batch } = await scene.newEmployer(ITEMS);
    const archive = await buildArchive(batch.items);
    const { id } = await openBatch(employer, batch, 'paie');
    const cut = expect(sendHalf(employer, id, archive)).rejects.toThrow();
    await scene.untilThereIs('select 1 from upload_part where batch_id = $1', [id]);
    await scene.stack.api.kill();
    await cut;
    await scene.stack.api.start();
    await expect(employer.payroll.post(`${batchesOf(employer)}/${id}/submit`)).rejects.toMatchObject({
      code: 'batch-without-content',
    });
    expect(await scene.client.status({ id, employer })).toMatchObject({ state: 'open', received: 0 });
    const pushed = await scene.client.push(employer, batch, 'paie');
    expect(pushed.id).toBe(id);
    await scene.untilCompleted(pushed);
    const report = await scene.judge('API killed during an upload', 1);
    expect(report.faults).toEqual([]);
    expect(report.stagingLeftovers).toBeLessThanOrEqual(1);
  },
  LONG_MS,
);

it(
  'owes a batch from its 202 on: the API may be killed right after it',
  async () => {
    const batch = await scene.pushNew(ITEMS);
    await scene.stack.api.kill();
    await delay(500);
    await scene.stack.api.start();
    await scene.untilCompleted(batch);
    expect((await scene.judge('API killed after the 202', 1)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'knows a reference for ever: with the same metadata the same batch, with other metadata a conflict, also eight times at once',
  async () => {
    const { employer, batch } = await scene.newEmployer(ITEMS);
    const opened = await Promise.all(
      Array.from({ length: SENDERS }, () =>
        employer.payroll.send('POST', batchesOf(employer), { json: metadata(batch) }),
      ),
    );
    expect(opened.map((answer) => answer.status).sort()).toEqual([...Array(SENDERS - 1).fill(200), 201]);
    const ids = await Promise.all(opened.map(async (answer) => ((await answer.json()) as { id: string }).id));
    expect(new Set(ids).size).toBe(1);
    const other = { ...metadata(batch), period: '2026-09' };
    const refused = await Promise.allSettled(
      Array.from({ length: SENDERS }, () => employer.payroll.post(batchesOf(employer), { json: other })),
    );
    expect(refused.map(codeOf)).toEqual(Array(SENDERS).fill('batch-reference-conflict'));

    const pushed = await scene.client.push(employer, batch, 'paie');
    expect(ids).toContain(pushed.id);
    await scene.untilCompleted(pushed);
    expect(await openBatch(employer, batch, 'paie')).toMatchObject({ id: pushed.id, state: 'completed' });
    expect((await scene.judge('same reference at once', SENDERS)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'takes the same bytes as often as they are sent, also eight times at once, and no other bytes after the submit',
  async () => {
    const { employer, batch } = await scene.newEmployer(ITEMS);
    const archive = await buildArchive(batch.items);
    const { id } = await openBatch(employer, batch, 'paie');
    await Promise.all(Array.from({ length: SENDERS }, () => sendContent(employer, id, archive)));
    await Promise.all(
      Array.from({ length: SENDERS }, () => employer.payroll.post(`${batchesOf(employer)}/${id}/submit`)),
    );
    await sendContent(employer, id, archive);
    const others = await Promise.allSettled(
      Array.from({ length: SENDERS }, (_, n) =>
        sendContent(employer, id, Buffer.concat([archive, Buffer.from([n])])),
      ),
    );
    expect(others.map(codeOf)).toEqual(Array(SENDERS).fill('batch-already-submitted'));
    const pushed = scene.client.remember(id, employer, batch);
    await scene.untilCompleted(pushed);
    expect((await scene.judge('same bytes at once, other bytes after submit', SENDERS)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'deposits once what is pushed in eight batches at once: the others are duplicates',
  async () => {
    const { employer, batch } = await scene.newEmployer(ITEMS);
    const pushed = await Promise.all(
      Array.from({ length: SENDERS }, (_, n) => scene.client.push(employer, orDuplicate(batch), `paie-${n}`)),
    );
    for (const one of pushed) await scene.untilCompleted(one);
    const counts = await Promise.all(pushed.map(async (one) => (await scene.client.status(one)).counts));
    const total = (state: string) => counts.reduce((sum, of) => sum + (of[state] ?? 0), 0);
    expect([total('deposited'), total('duplicate')]).toEqual([ITEMS, ITEMS * (SENDERS - 1)]);
    expect((await scene.judge('same documents in batches at once', SENDERS)).faults).toEqual([]);
  },
  LONG_MS,
);

function metadata({ period }: BatchFixture) {
  return { reference: 'paie', kind: 'payroll', format: 'zip', period };
}

function orDuplicate(batch: BatchFixture): BatchFixture {
  return {
    ...batch,
    items: batch.items.map((item) => ({
      ...item,
      expected: item.expected.map((expected) => ({ ...expected, alsoAcceptable: 'duplicate' as const })),
    })),
  };
}

/** Sends the first half of an archive, and then waits for ever. */
function sendHalf({ id, bearer }: TestEmployer, batchId: string, archive: Buffer): Promise<unknown> {
  return fetch(`${scene.stack.api.url}${batchesOf({ id })}/${batchId}/content`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/zip' },
    duplex: 'half',
    body: new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(archive.subarray(0, archive.length / 2))),
    }),
  });
}

function codeOf(result: PromiseSettledResult<unknown>): string {
  if (result.status === 'fulfilled') return 'accepted';
  return result.reason instanceof ApiError ? result.reason.code : String(result.reason);
}
