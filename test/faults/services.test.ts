import { setTimeout as delay } from 'node:timers/promises';
import { startReplayingTsa } from './replaying-tsa';
import { LONG_MS, SCALE } from './scale';
import { openScene, type Scene } from './scene';

/** What the pipeline stands on goes away and comes back. Queue on PostgreSQL, store in a folder. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene('services', { queue: 'postgres', store: 'folder' });
}, 120_000);
afterAll(() => scene?.close(), 120_000);

const ITEMS = SCALE.batchItems;

it(
  'waits visibly while no timestamp is to be had, calls nothing timestamped, and goes on by itself',
  async () => {
    scene.stack.tsa.proxy.set({ kind: 'refuse' });
    const batch = await scene.pushNew(ITEMS);
    const waiting = await scene.client.waitUntil(batch, ({ blocked }) => blocked !== null);
    expect(waiting.blocked?.code).toBe('tsa-unavailable');
    expect(Date.parse(waiting.blocked?.nextTryAt ?? '')).toBeGreaterThan(
      Date.parse(waiting.blocked?.since ?? ''),
    );
    await delay(3_000);
    const later = await scene.client.status(batch);
    expect(later).toMatchObject({
      state: 'depositing',
      counts: { pending: ITEMS },
      blocked: { since: waiting.blocked?.since },
    });
    expect(await depositsOf(batch.employer.id)).toBe(0);
    scene.stack.tsa.proxy.set(null);
    await scene.untilCompleted(batch);
    expect((await scene.judge('TSA down', 1)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'deposits nothing on the word of a TSA that lies, and goes on when it is honest again',
  async () => {
    const liar = await startReplayingTsa(scene.stack.tsa.port);
    scene.stack.tsa.proxy.redirect(liar.port);
    try {
      const batch = await scene.pushNew(ITEMS);
      const waiting = await scene.client.waitUntil(batch, ({ blocked }) => blocked !== null);
      expect(waiting.blocked?.code).toBe('tsa-unavailable');
      expect(await depositsOf(batch.employer.id)).toBe(0);
      scene.stack.tsa.proxy.redirect(scene.stack.tsa.port);
      await scene.untilCompleted(batch);
    } finally {
      await liar.close();
    }
    expect(liar.lies()).toBeGreaterThan(0);
    expect((await scene.judge('TSA lies', 1)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'waits visibly while the store is away, and goes on by itself',
  async () => {
    const { objects } = scene.stack;
    const batch = await scene.pushNew(ITEMS);
    await scene.untilThereIs(`select 1 from chunk where batch_id = $1 and stage = 'match'`, [batch.id]);
    await objects?.takeAway();
    const waiting = await scene.client.waitUntil(batch, ({ blocked }) => blocked !== null);
    expect(waiting.blocked?.code).toBe('storage-unavailable');
    await objects?.bringBack();
    await scene.untilCompleted(batch);
    expect((await scene.judge('store away', 1)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'answers 503 while PostgreSQL is away, and loses nothing, stopped or killed in the middle of a batch',
  async () => {
    const { postgres } = scene.stack;
    for (let round = 0; round < SCALE.postgresOutages; round += 1) {
      const batch = await scene.pushNew(ITEMS);
      await scene.untilThereIs(
        `select 1 from chunk where batch_id = $1 and stage = $2 and state = 'leased'`,
        [batch.id, round % 2 === 0 ? 'deposit' : 'match'],
      );
      await (round % 2 === 0 ? postgres.kill() : postgres.stop());
      await expect(scene.client.status(batch)).rejects.toMatchObject({
        status: 503,
        code: 'database-unavailable',
      });
      await delay(1_000);
      await postgres.start();
      await scene.untilCompleted(batch);
    }
    expect((await scene.judge('PostgreSQL killed, stopped', SCALE.postgresOutages)).faults).toEqual([]);
  },
  LONG_MS,
);

it(
  'lets no outage of PostgreSQL count against the one item whose deposit each of them cuts short',
  async () => {
    const { postgres, tsa } = scene.stack;
    // The first outage begins while the item is being sealed. What that left in the store is adopted, in no time:
    // the later ones begin in the transaction that makes the deposit true, which is held open for them.
    tsa.proxy.set({ kind: 'delay', milliseconds: 1_500 });
    await holdDepositsOpen(1.5);
    const batch = await scene.pushNew(1);
    // One more than crashed leases a chunk is allowed: counted, they would quarantine the item. One of them is
    // longer than a lease; a sweeper may count that one until the worker is back.
    for (const [at, seconds] of [3, 9, 3, 3].entries()) {
      await scene.untilThereIs(
        `select 1 from chunk
         where batch_id = $1 and stage = 'deposit' and state = 'leased' and claims > $2`,
        [batch.id, at],
      );
      await postgres.kill();
      await delay(seconds * 1_000);
      await postgres.start();
    }
    const { blocked } = await scene.client.waitUntil(batch, (seen) => seen.blocked !== null);
    expect(blocked?.code).toBe('database-unavailable');
    tsa.proxy.set(null);
    await scene.query('drop function hold_open cascade');
    await scene.untilCompleted(batch);
    expect(await scene.client.status(batch)).toMatchObject({ state: 'completed', counts: { deposited: 1 } });
    expect((await scene.judge('PostgreSQL killed during one deposit', 4)).faults).toEqual([]);
  },
  LONG_MS,
);

async function depositsOf(employerId: string): Promise<number> {
  const [row] = await scene.query<{ count: number }>(
    `select count(*)::int as count from document where employer_id = $1 and state = 'deposited'`,
    [employerId],
  );
  return row?.count ?? -1;
}

/** Every deposit waits so long in its transaction before its documents are marked. */
async function holdDepositsOpen(seconds: number): Promise<void> {
  await scene.query(
    `create function hold_open() returns trigger language plpgsql as
     $$ begin perform pg_sleep(${seconds}); return null; end $$`,
  );
  await scene.query(
    `create trigger hold_open before update of sealed_sha256 on document
     for each statement execute function hold_open()`,
  );
}
