import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { advanceLog } from '../../../services/journal/advance-log';
import { auditLog } from '../../../services/journal/audit-log';
import { createCheckpointSigner, createJournalKey } from '../../../services/journal/checkpoint';
import { type JournalFixture, listing, ORIGIN, openJournalFixture, SYSTEM } from './journal-fixture';

let fixture: JournalFixture;
beforeAll(async () => {
  fixture = await openJournalFixture();
});
afterAll(() => fixture.stop());
beforeEach(async () => {
  await fixture.reset();
  for (const count of [300, 300]) {
    await fixture.worker.run(SYSTEM, (tx) =>
      fixture.journal.append(
        tx,
        SYSTEM,
        Array.from({ length: count }, () => listing(uuidv7())),
      ),
    );
    await advanceLog({ unitOfWork: fixture.worker, signer: fixture.signer, clock: fixture.clock });
  }
});

const audit = (signer = fixture.signer) =>
  auditLog({ unitOfWork: fixture.worker, keys: fixture.keys, signer });
const entryAt = (index: number) => `(select entry_id from journal_leaf where index = ${index})`;

describe('auditLog', () => {
  it('finds nothing wrong with an untouched log, entries that are not published included', async () => {
    await fixture.worker.run(SYSTEM, (tx) => fixture.journal.append(tx, SYSTEM, [listing(uuidv7())]));
    expect(await audit()).toEqual({ checked: 600, published: 600, faults: [] });
  });

  it.each([
    ['payload', `replace(payload, '"list"', '"count"')`],
    ['subject_id', '(select id from journal_subject where id <> subject_id limit 1)'],
    ['employer_id', 'gen_random_uuid()'],
    ['subject_kind', `'operator'`],
    ['document_id', 'gen_random_uuid()'],
    ['action', `'count'`],
    ['outcome', `'failed'`],
    ['actor_role', `'hr'`],
    ['actor_id', 'gen_random_uuid()'],
    ['at', `at + interval '1 ms'`],
  ])('gives the position of an entry whose %s was changed', async (column, value) => {
    await fixture.tamper(`update journal_entry set ${column} = ${value} where id = ${entryAt(270)}`);
    expect((await audit()).faults).toEqual([{ fault: 'entry-altered', index: 270 }]);
  });

  it('gives the position of a removed entry, of a removed leaf, and of a destroyed salt key', async () => {
    await fixture.tamper(
      `delete from journal_subject where id = (select subject_id from journal_entry where id = ${entryAt(3)})`,
    );
    await fixture.tamper(`delete from journal_entry where id = ${entryAt(5)}`);
    await fixture.tamper('delete from journal_leaf where index = 520');
    expect(await audit()).toEqual({
      checked: 512,
      published: 600,
      faults: [
        { fault: 'entry-missing', index: 3 },
        { fault: 'entry-missing', index: 5 },
        { fault: 'leaf-missing', index: 520 },
      ],
    });
  });

  it('gives the position of a changed hash in a tile of any level', async () => {
    for (const [level, at] of [
      [0, 7],
      [1, 1],
    ] as const) {
      await fixture.tamper(
        'update journal_tile set hashes = overlay(hashes placing $1::bytea from $2 for 32) where level = $3 and index = 0',
        [randomBytes(32), at * 32 + 1, level],
      );
    }
    expect((await audit()).faults).toEqual([
      { fault: 'tile-altered', index: 7 },
      { fault: 'tile-altered', index: 256 },
    ]);
  });

  it('gives the position of a rewritten leaf, and every checkpoint that says otherwise', async () => {
    await fixture.tamper(`update journal_leaf set commitment = $1 where index = 299`, [randomBytes(32)]);
    expect((await audit()).faults).toEqual([
      { fault: 'entry-altered', index: 299 },
      { fault: 'tile-altered', index: 299 },
      { fault: 'checkpoint-disagrees', index: 300 },
      { fault: 'checkpoint-disagrees', index: 600 },
      { fault: 'tile-altered', index: 256 },
    ]);
  });

  it('notices checkpoints of another key', async () => {
    expect((await audit(createCheckpointSigner(createJournalKey(), ORIGIN))).faults).toEqual([
      { fault: 'checkpoint-invalid', index: 300 },
      { fault: 'checkpoint-invalid', index: 600 },
    ]);
  });
});
