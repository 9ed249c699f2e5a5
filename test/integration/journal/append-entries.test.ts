import { uuidv7 } from 'uuidv7';
import { listEntries } from '../../../services/journal/list-entries';
import {
  hrOf,
  JOURNAL_TABLES,
  type JournalFixture,
  listing,
  OPERATOR,
  openJournalFixture,
  PUBLIC,
  SYSTEM,
} from './journal-fixture';

let fixture: JournalFixture;
beforeAll(async () => {
  fixture = await openJournalFixture();
});
afterAll(() => fixture.stop());
beforeEach(() => fixture.reset());

describe('append', () => {
  it('writes entries, one salt key per subject, and one pending row each', async () => {
    const employer = uuidv7();
    const vault = uuidv7();
    const ids = await fixture.api.run(hrOf(employer), (tx) =>
      fixture.journal.append(tx, hrOf(employer), [
        listing(employer),
        listing(employer),
        {
          subject: { kind: 'agent', id: vault },
          employerId: employer,
          owner: uuidv7(),
          action: 'read',
          outcome: 'refused',
          code: 'not-released',
          document: { id: uuidv7() },
        },
      ]),
    );
    expect(new Set(ids).size).toBe(3);
    expect(await fixture.look('select kind from journal_subject order by kind')).toEqual([
      { kind: 'agent' },
      { kind: 'employer' },
    ]);
    const pending = await fixture.look<{ entry_id: string }>(
      'select entry_id from journal_pending order by position',
    );
    expect(pending.map((row) => row.entry_id)).toEqual(ids);
  });

  it('binds log, entry, actor, action, subject, owner, employer, document and time as canonical JSON', async () => {
    const employer = '0190a0a0-0000-7000-8000-00000000000e';
    const vault = '0190a0a0-0000-7000-8000-00000000000a';
    const owner = '0190a0a0-0000-7000-8000-00000000000b';
    const document = {
      id: '0190a0a0-0000-7000-8000-00000000000d',
      type: 'payslip',
      period: '2026-03',
      inputSha256: 'aa'.repeat(32),
      sealedSha256: 'bb'.repeat(32),
      objectVersion: 'v1',
      sealLevel: 'B-T',
      documentDate: '2026-03-31',
      depositDate: '2026-03-31T10:00:00.123Z',
      title: 'must not get through',
    };
    const [id] = await fixture.worker.run(SYSTEM, (tx) =>
      fixture.journal.append(tx, SYSTEM, [
        {
          subject: { kind: 'agent', id: vault },
          employerId: employer,
          employerSiret: '21350238800019',
          owner,
          action: 'deposit',
          outcome: 'done',
          document,
        },
      ]),
    );
    const [row] = await fixture.look<{ payload: string; at: Date; document_id: string }>(
      'select payload, at, document_id from journal_entry',
    );
    expect(row?.payload).toBe(
      `{"action":"deposit","actor":{"id":null,"role":"system"},"at":"2026-03-31T10:00:00.123Z","document":` +
        `{"depositDate":"2026-03-31T10:00:00.123Z","documentDate":"2026-03-31","id":"${document.id}",` +
        `"inputSha256":"${'aa'.repeat(32)}","objectVersion":"v1","period":"2026-03","sealLevel":"B-T",` +
        `"sealedSha256":"${'bb'.repeat(32)}","type":"payslip"},"employer":{"id":"${employer}","siret":"21350238800019"},` +
        `"entry":"${id}","log":"coffre.example/journal","outcome":"done",` +
        `"subject":{"id":"${vault}","kind":"agent","owner":"${owner}"},"version":1}`,
    );
    expect(row?.at).toEqual(fixture.clock.now());
    expect(row?.document_id).toBe(document.id);
  });

  it('leaves no entry when the transaction of its effect rolls back', async () => {
    const employer = uuidv7();
    const attempt = fixture.api.run(hrOf(employer), async (tx) => {
      await fixture.journal.append(tx, hrOf(employer), [listing(employer)]);
      throw new Error('effect failed');
    });
    await expect(attempt).rejects.toThrow('effect failed');
    for (const table of ['journal_entry', 'journal_pending', 'journal_subject']) {
      expect(await fixture.look(`select * from ${table}`)).toEqual([]);
    }
  });

  it('gives a subject one salt key however many first appends race', async () => {
    const employer = uuidv7();
    const vaults = Array.from({ length: 50 }, () => uuidv7());
    const drafts = vaults.map((id) => ({
      subject: { kind: 'agent' as const, id },
      employerId: employer,
      action: 'list' as const,
      outcome: 'done' as const,
    }));
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        fixture.worker.run(SYSTEM, (tx) =>
          fixture.journal.append(tx, SYSTEM, n % 2 === 0 ? drafts : [...drafts].reverse()),
        ),
      ),
    );
    expect(await fixture.look('select id from journal_subject')).toHaveLength(50);
    expect(await fixture.look('select id from journal_entry')).toHaveLength(400);
  });
});

describe('row-level security of the journal', () => {
  it('shows no row of any table without a scope, to either role', async () => {
    const employer = uuidv7();
    await fixture.api.run(hrOf(employer), (tx) =>
      fixture.journal.append(tx, hrOf(employer), [listing(employer)]),
    );
    await fixture.tamper(
      `insert into journal_leaf values (0, gen_random_uuid(), decode(repeat('00', 32), 'hex'))`,
    );
    await fixture.tamper(`insert into journal_tile values (0, 0, decode(repeat('00', 32), 'hex'))`);
    await fixture.tamper(
      `insert into journal_checkpoint values (1, decode(repeat('00', 32), 'hex'), 'n', now())`,
    );
    await fixture.tamper(`insert into journal_log values ('o', 1, 1, 1)`);
    for (const table of JOURNAL_TABLES) {
      expect({ table, rows: (await fixture.look(`select * from ${table}`)).length }).toEqual({
        table,
        rows: 1,
      });
      for (const unit of [fixture.api, fixture.worker]) {
        if (unit === fixture.api && table === 'journal_pending') continue;
        const seen = await unit.run(SYSTEM, async (tx) => {
          await tx.query(`select set_config('app.scope', '', true)`);
          return tx.query<unknown[]>(`select * from ${table}`);
        });
        expect({ table, seen }).toEqual({ table, seen: [] });
      }
    }
  });

  it('refuses an entry without a scope', async () => {
    const attempt = fixture.api.run(OPERATOR, async (tx) => {
      await fixture.journal.append(tx, OPERATOR, [
        { subject: { kind: 'operator', id: uuidv7() }, action: 'maintenance', outcome: 'done' },
      ]);
      await tx.query(`select set_config('app.scope', '', true)`);
      await tx.query(`insert into journal_entry (id, subject_id, subject_kind, action, outcome, actor_role, at, payload, commitment)
        values (gen_random_uuid(), gen_random_uuid(), 'operator', 'list', 'done', 'hr', now(), '{}', decode(repeat('00', 32), 'hex'))`);
    });
    await expect(attempt).rejects.toThrow('row-level security');
  });

  it('shows an employer its own trace, never that of another or of an agent vault', async () => {
    const [own, other, vault, operator] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const [first, , ofVault] = await fixture.worker.run(SYSTEM, (tx) =>
      fixture.journal.append(tx, SYSTEM, [
        listing(own),
        listing(other),
        { subject: { kind: 'agent', id: vault }, employerId: own, action: 'read', outcome: 'done' },
        {
          subject: { kind: 'operator', id: operator },
          employerId: own,
          action: 'maintenance',
          outcome: 'done',
        },
      ]),
    );
    const subjects = [own, other, vault, operator];
    const seenBy = async (actor: typeof OPERATOR) =>
      (await fixture.api.run(actor, (tx) => listEntries(tx, subjects, { limit: 10 }))).map((e) => e.id);
    expect(ofVault).toBeDefined();
    expect(await seenBy(hrOf(own))).toEqual([first]);
    expect(await seenBy(OPERATOR)).toHaveLength(1);
    expect(await seenBy(PUBLIC)).toEqual([]);
    expect(await seenBy({ scope: { kind: 'agent', accountId: uuidv7() }, role: 'agent', id: null })).toEqual(
      [],
    );
  });

  it('lets neither role change or delete an entry, and refuses it even to the owner by trigger', async () => {
    const employer = uuidv7();
    await fixture.api.run(hrOf(employer), (tx) =>
      fixture.journal.append(tx, hrOf(employer), [listing(employer)]),
    );
    for (const unit of [fixture.api, fixture.worker]) {
      for (const sql of [`update journal_entry set outcome = 'failed'`, 'delete from journal_entry']) {
        await expect(unit.run(SYSTEM, (tx) => tx.query(sql))).rejects.toThrow('permission denied');
      }
    }
    for (const sql of [
      `update journal_entry set outcome = 'failed'`,
      'delete from journal_entry',
      'truncate journal_entry',
    ]) {
      await expect(fixture.look(sql)).rejects.toThrow('append-only');
    }
  });
});

describe('listEntries', () => {
  it('pages newest first over several vaults without losing or repeating one', async () => {
    const [a, b] = [uuidv7(), uuidv7()];
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      ids.push(
        ...(
          await fixture.worker.run(SYSTEM, (tx) =>
            fixture.journal.append(tx, SYSTEM, [listing(n % 2 === 0 ? a : b), listing(uuidv7())]),
          )
        ).slice(0, 1),
      );
    }
    const seen: string[] = [];
    for (let before: string | undefined; seen.length < 10; ) {
      const page = await fixture.worker.run(SYSTEM, (tx) => listEntries(tx, [a, b], { limit: 4, before }));
      seen.push(...page.map((entry) => entry.id));
      before = page.at(-1)?.id;
      if (page.length < 4) break;
    }
    expect(seen).toEqual([...ids].reverse());
  });
});
