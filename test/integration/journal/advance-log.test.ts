import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { UnitOfWork } from '../../../infra/ports/unit-of-work';
import { advanceLog } from '../../../services/journal/advance-log';
import { createCheckpointSigner, createJournalKey } from '../../../services/journal/checkpoint';
import { integrateLeaves } from '../../../services/journal/integrate-leaves';
import { CompactTree } from '../../../services/journal/merkle';
import { publishCheckpoint } from '../../../services/journal/publish-checkpoint';
import { sequenceEntries } from '../../../services/journal/sequence-entries';
import { hashLeaf } from '../../../services/journal/verify/tree-hash';
import { type JournalFixture, listing, ORIGIN, openJournalFixture, SYSTEM } from './journal-fixture';

let fixture: JournalFixture;
beforeAll(async () => {
  fixture = await openJournalFixture();
});
afterAll(() => fixture.stop());
beforeEach(() => fixture.reset());

function advance(unitOfWork: UnitOfWork = fixture.worker) {
  return advanceLog({ unitOfWork, signer: fixture.signer, clock: fixture.clock });
}

function publish() {
  return publishCheckpoint({ unitOfWork: fixture.worker, signer: fixture.signer, clock: fixture.clock });
}

const employer = uuidv7();

function append(count: number): Promise<string[]> {
  return fixture.worker.run(SYSTEM, (tx) =>
    fixture.journal.append(
      tx,
      SYSTEM,
      Array.from({ length: count }, () => listing(employer)),
    ),
  );
}

/** What must hold after anything: read as superuser, recomputed from the entries. */
async function expectWholeLog(expected: number): Promise<void> {
  const leaves = await fixture.look<{ index: string; entry_id: string; commitment: Buffer; entry: Buffer }>(
    `select l.index, l.entry_id, l.commitment, e.commitment as entry
     from journal_leaf l join journal_entry e on e.id = l.entry_id order by l.index`,
  );
  expect(leaves.map((leaf) => Number(leaf.index))).toEqual(Array.from({ length: expected }, (_, n) => n));
  expect(new Set(leaves.map((leaf) => leaf.entry_id)).size).toBe(expected);
  expect(leaves.every((leaf) => leaf.commitment.equals(leaf.entry))).toBe(true);
  expect(await fixture.look('select id from journal_entry')).toHaveLength(expected);
  expect(await fixture.look('select entry_id from journal_pending')).toEqual([]);
  const tree = new CompactTree();
  const roots = new Map<number, string>();
  for (const leaf of leaves) {
    tree.append(hashLeaf(leaf.commitment));
    roots.set(tree.size, tree.root().toString('hex'));
  }
  const checkpoints = await fixture.look<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from journal_checkpoint order by size',
  );
  expect(Number(checkpoints.at(-1)?.size)).toBe(expected);
  for (const { size, root, note } of checkpoints) {
    expect(root.toString('hex')).toBe(roots.get(Number(size)));
    expect(fixture.signer.open(note)).toEqual({ origin: ORIGIN, size: Number(size), root });
  }
}

describe('advanceLog', () => {
  it('sequences, integrates and publishes what is pending, over tile borders, and then has nothing to do', async () => {
    await append(200);
    expect(await advance()).toEqual({ sequenced: 200, integrated: 200, published: 200 });
    for (const count of [55, 1, 1, 500, 256]) {
      await append(count);
      await advance();
    }
    await expectWholeLog(1013);
    expect(await advance()).toEqual({ sequenced: 0, integrated: 0, published: 0 });
  });

  it('rolls full tiles up into the level above', async () => {
    await fixture.tamper(`with entry as (
        insert into journal_entry (id, subject_id, subject_kind, action, outcome, actor_role, at, payload, commitment)
        select gen_random_uuid(), gen_random_uuid(), 'agent', 'list', 'done', 'agent', now(), '{}', sha256(n::text::bytea)
        from generate_series(1, 66000) n returning id)
      insert into journal_pending (entry_id) select id from entry`);
    await advance();
    await expectWholeLog(66_000);
    const tiles = await fixture.look<{ level: number; tiles: string; hashes: string }>(
      'select level, count(*) as tiles, sum(octet_length(hashes)) / 32 as hashes from journal_tile group by level order by level',
    );
    expect(tiles.map((row) => [row.level, Number(row.tiles), Number(row.hashes)])).toEqual([
      [0, 258, 66_000],
      [1, 2, 257],
      [2, 1, 1],
    ]);
  });

  it('with 8 concurrent appenders and 2 sequencers gives contiguous indices, each entry exactly once', async () => {
    let appending = true;
    const sequencers = [0, 1].map(async () => {
      while (appending) await advance();
    });
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let n = 0; n < 25; n += 1) await append(1 + Math.floor(Math.random() * 40));
      }),
    );
    appending = false;
    await Promise.all(sequencers);
    await advance();
    const [row] = await fixture.look<{ count: string }>('select count(*) from journal_entry');
    await expectWholeLog(Number(row?.count));
  });

  it('after a crash at any point of any step, the same call again ends in the same log', async () => {
    for (const moment of ['before-commit', 'after-commit'] as const) {
      for (let step = 1; step <= 6; step += 1) {
        await fixture.reset();
        await append(300);
        await advance();
        await append(40);
        await expect(advance(crashingAt(step, moment))).rejects.toThrow('crash');
        await append(7);
        await advance();
        await expectWholeLog(347);
      }
    }
  });

  it('leaves entries of a transaction that commits late for the next run', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let started: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      started = resolve;
    });
    const late = fixture.worker.run(SYSTEM, async (tx) => {
      await fixture.journal.append(tx, SYSTEM, [listing(uuidv7())]);
      started();
      await gate;
    });
    await begun;
    await append(3);
    expect((await advance()).published).toBe(3);
    release();
    await late;
    expect((await advance()).published).toBe(1);
    await expectWholeLog(4);
  });
});

describe('what a database administrator may try', () => {
  async function publishThenAppend(): Promise<void> {
    await append(20);
    await advance();
    await append(5);
    await sequenceEntries({ unitOfWork: fixture.worker, origin: ORIGIN }, 100);
    await integrateLeaves({ unitOfWork: fixture.worker, origin: ORIGIN }, 100);
  }

  async function expectNothingSigned(): Promise<void> {
    expect(await fixture.look('select size::int from journal_checkpoint')).toEqual([{ size: 20 }]);
  }

  it('signs the untouched log', async () => {
    await publishThenAppend();
    expect(await publish()).toBe(5);
  });

  it.each([
    ['a published hash in a tile', 3],
    ['an unpublished hash in a tile', 22],
  ])('refuses to sign after a change of %s', async (_, index) => {
    await publishThenAppend();
    await fixture.tamper(
      'update journal_tile set hashes = overlay(hashes placing $1::bytea from $2 for 32) where level = 0',
      [randomBytes(32), index * 32 + 1],
    );
    await expect(publish()).rejects.toMatchObject({ code: 'tree-inconsistent' });
    await expectNothingSigned();
  });

  it('refuses to sign after a change of a leaf, or a swap of two', async () => {
    await publishThenAppend();
    await fixture.tamper(
      'update journal_leaf set index = case index when 23 then 24 else 23 end + 100 where index in (23, 24)',
    );
    await fixture.tamper('update journal_leaf set index = index - 100 where index > 100');
    await expect(publish()).rejects.toMatchObject({ code: 'tree-inconsistent' });
    await fixture.tamper('update journal_leaf set commitment = $1 where index = 21', [randomBytes(32)]);
    await expect(publish()).rejects.toMatchObject({ code: 'tree-inconsistent' });
    await expectNothingSigned();
  });

  it('refuses to sign when history was rewritten in leaves and tiles alike', async () => {
    await publishThenAppend();
    await fixture.tamper('delete from journal_tile');
    await fixture.tamper('update journal_leaf set commitment = $1 where index = 3', [randomBytes(32)]);
    await fixture.tamper('update journal_log set integrated = 0, published = 0');
    await integrateLeaves({ unitOfWork: fixture.worker, origin: ORIGIN }, 100);
    await fixture.tamper('update journal_log set published = 20');
    await expect(publish()).rejects.toMatchObject({ code: 'tree-inconsistent' });
    await expectNothingSigned();
  });

  it('refuses to sign a log whose tail was cut, whatever the log row says', async () => {
    await publishThenAppend();
    await fixture.tamper('delete from journal_leaf where index >= 22');
    await expect(publish()).rejects.toMatchObject({ code: 'log-truncated' });
    await expect(advance()).rejects.toMatchObject({ code: 'log-truncated' });
    await fixture.tamper('delete from journal_leaf where index >= 12');
    await fixture.tamper('update journal_tile set hashes = substring(hashes from 1 for 12 * 32)');
    await fixture.tamper('update journal_log set sequenced = 12, integrated = 12, published = 12');
    await expect(publish()).rejects.toMatchObject({ code: 'log-truncated' });
    await append(30);
    await expect(advance()).rejects.toMatchObject({ code: 'log-truncated' });
    await expectNothingSigned();
  });

  it('refuses to go on from a checkpoint that another key signed, or whose row was changed', async () => {
    await publishThenAppend();
    const thief = createCheckpointSigner(createJournalKey(), ORIGIN);
    const [row] = await fixture.look<{ root: Buffer; note: string }>(
      'select root, note from journal_checkpoint',
    );
    const root = row?.root ?? Buffer.alloc(0);
    await fixture.tamper('update journal_checkpoint set note = $1', [thief.sign({ size: 20, root })]);
    await expect(publish()).rejects.toMatchObject({ code: 'checkpoint-invalid' });
    await fixture.tamper('update journal_checkpoint set note = $1, size = 19', [row?.note]);
    await expect(publish()).rejects.toMatchObject({ code: 'checkpoint-invalid' });
    await fixture.tamper('delete from journal_checkpoint');
    await expect(publish()).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });

  it('gives no index when a pending entry is gone', async () => {
    const [id] = await append(3);
    await fixture.tamper('delete from journal_entry where id = $1', [id]);
    await expect(advance()).rejects.toMatchObject({ code: 'log-truncated' });
    expect(await fixture.look('select index from journal_leaf')).toEqual([]);
  });

  it('refuses to write into the log of another origin', async () => {
    await append(1);
    await advance();
    const signer = createCheckpointSigner(createJournalKey(), 'elsewhere.example/journal');
    await expect(
      advanceLog({ unitOfWork: fixture.worker, signer, clock: fixture.clock }),
    ).rejects.toMatchObject({ code: 'origin-mismatch' });
  });

  it('lets the worker role neither shorten nor rewrite a tile, a leaf or a checkpoint', async () => {
    await append(3);
    await advance();
    const attempts: [string, string][] = [
      [`update journal_tile set hashes = substring(hashes from 1 for 32)`, 'a tile only grows'],
      [`update journal_tile set hashes = decode(repeat('00', 96), 'hex')`, 'a tile only grows'],
      ['delete from journal_tile', 'permission denied'],
      [`update journal_leaf set index = index + 1`, 'permission denied'],
      ['delete from journal_leaf', 'permission denied'],
      [`update journal_checkpoint set note = ''`, 'permission denied'],
    ];
    for (const [sql, message] of attempts) {
      await expect(fixture.worker.run(SYSTEM, (tx) => tx.query(sql))).rejects.toThrow(message);
    }
  });
});

/** A process that dies in its nth transaction: before the commit, or right after it. */
function crashingAt(step: number, moment: 'before-commit' | 'after-commit'): UnitOfWork {
  let runs = 0;
  return {
    async run(actor, work) {
      runs += 1;
      const last = runs === step;
      const result = await fixture.worker.run(actor, async (tx) => {
        const value = await work(tx);
        if (last && moment === 'before-commit') throw new Error('crash');
        return value;
      });
      if (last) throw new Error('crash');
      return result;
    },
  };
}
