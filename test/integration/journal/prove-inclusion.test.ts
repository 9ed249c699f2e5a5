import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { advanceLog } from '../../../services/journal/advance-log';
import { integrateLeaves } from '../../../services/journal/integrate-leaves';
import { proveDocument, proveInclusion } from '../../../services/journal/prove-inclusion';
import { readCheckpoint, readTile } from '../../../services/journal/read-log';
import { sequenceEntries } from '../../../services/journal/sequence-entries';
import { tileWidth, writeTilePath } from '../../../services/journal/tiles';
import { hashLeaf } from '../../../services/journal/verify/tree-hash';
import { verifyProofFile } from '../../../services/journal/verify/verify-proof-file';
import { hrOf, type JournalFixture, listing, openJournalFixture, PUBLIC, SYSTEM } from './journal-fixture';

let fixture: JournalFixture;
beforeAll(async () => {
  fixture = await openJournalFixture();
});
afterAll(() => fixture.stop());
beforeEach(() => fixture.reset());

const advance = () =>
  advanceLog({ unitOfWork: fixture.worker, signer: fixture.signer, clock: fixture.clock });

const employer = uuidv7();
const pdf = Buffer.from('%PDF-1.7 sealed');
const sealedSha256 = createHash('sha256').update(pdf).digest();

/** A deposit writes two entries: one per vault. */
async function deposit(documentId: string, vaultId: string): Promise<string[]> {
  const document = {
    id: documentId,
    type: 'payslip',
    period: '2026-03',
    inputSha256: '11'.repeat(32),
    sealedSha256: sealedSha256.toString('hex'),
    objectVersion: 'v1',
    sealLevel: 'B-T',
    documentDate: '2026-03',
    depositDate: '2026-03-31T10:00:00.123Z',
  };
  const draft = { employerId: employer, action: 'deposit', outcome: 'done', document } as const;
  return fixture.worker.run(SYSTEM, (tx) =>
    fixture.journal.append(tx, SYSTEM, [
      { ...draft, subject: { kind: 'agent', id: vaultId }, owner: uuidv7() },
      { ...draft, subject: { kind: 'employer', id: employer } },
    ]),
  );
}

async function fill(count: number): Promise<void> {
  await fixture.worker.run(SYSTEM, (tx) =>
    fixture.journal.append(
      tx,
      SYSTEM,
      Array.from({ length: count }, () => listing(uuidv7())),
    ),
  );
}

describe('proofs', () => {
  it('proves a deposit to the employer, offline, at every size that the log takes', async () => {
    const documentId = uuidv7();
    await fill(100);
    await deposit(documentId, uuidv7());
    for (const more of [0, 1, 153, 1, 1, 300]) {
      if (more > 0) await fill(more);
      await advance();
      const proof = await fixture.api.run(hrOf(employer), (tx) =>
        proveDocument(tx, fixture.keys, { id: documentId, sealedSha256 }),
      );
      const carried: unknown = JSON.parse(JSON.stringify(proof));
      const verdict = verifyProofFile(carried, pdf, fixture.signer.vkey);
      expect(verdict).toMatchObject({ state: 'verified', entries: [{ index: 101 }] });
    }
  });

  it('opens to the employer its own entry, not that of the agent vault: not even its existence', async () => {
    const [ofAgent, ofEmployer] = await deposit(uuidv7(), uuidv7());
    await advance();
    const prove = (id: string, actor = hrOf(employer)) =>
      fixture.api.run(actor, (tx) => proveInclusion(tx, fixture.keys, id));
    expect((await prove(ofEmployer ?? '')).index).toBe(1);
    for (const attempt of [
      () => prove(ofAgent ?? ''),
      () => prove(ofEmployer ?? '', hrOf(uuidv7())),
      () => prove(ofEmployer ?? '', PUBLIC),
      () => prove(uuidv7()),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'entry-not-found' });
    }
  });

  it('says that an entry is not published yet, before its index and before its checkpoint', async () => {
    const documentId = uuidv7();
    await deposit(documentId, uuidv7());
    const attempt = () =>
      fixture.api.run(hrOf(employer), (tx) =>
        proveDocument(tx, fixture.keys, { id: documentId, sealedSha256 }),
      );
    await expect(attempt()).rejects.toMatchObject({ code: 'not-yet-published' });
    await advance();
    await expect(attempt()).resolves.toMatchObject({ version: 1 });
    const later = uuidv7();
    await deposit(later, uuidv7());
    await expect(
      fixture.api.run(hrOf(employer), (tx) => proveDocument(tx, fixture.keys, { id: later, sealedSha256 })),
    ).rejects.toMatchObject({ code: 'not-yet-published' });
  });

  it('proves several entries under one checkpoint, though another is published meanwhile', async () => {
    const documentId = uuidv7();
    await deposit(documentId, uuidv7());
    await advance();
    const proof = await fixture.worker.run(SYSTEM, async (tx) => {
      const query = tx.query.bind(tx);
      // Published after every query of the proof that follows: the log of a busy day.
      tx.query = async <T>(sql: string, parameters?: unknown[]): Promise<T> => {
        const rows = await query<T>(sql, parameters);
        await fill(3);
        await advance();
        return rows;
      };
      return proveDocument(tx, fixture.keys, { id: documentId, sealedSha256 });
    });
    expect(proof.entries).toHaveLength(2);
    expect(verifyProofFile(JSON.parse(JSON.stringify(proof)), pdf, fixture.signer.vkey)).toMatchObject({
      state: 'verified',
    });
  });

  it('salts of one vault differ by entry: opening one opens no other', async () => {
    await deposit(uuidv7(), uuidv7());
    const [, other] = await deposit(uuidv7(), uuidv7());
    await advance();
    const ids = await fixture.look<{ id: string }>(
      `select id from journal_entry where subject_kind = 'employer' order by id`,
    );
    const salts = [];
    for (const { id } of ids) {
      const proof = await fixture.api.run(hrOf(employer), (tx) => proveInclusion(tx, fixture.keys, id));
      salts.push(proof.salt.toString('hex'));
    }
    expect(other).toBe(ids[1]?.id);
    expect(new Set(salts).size).toBe(2);
  });
});

describe('the public log', () => {
  it('serves every tile of the published tree, from which anybody recomputes the signed root', async () => {
    await fill(700);
    await advance();
    await fill(30);
    const checkpoint = await fixture.api.run(PUBLIC, readCheckpoint);
    expect(checkpoint?.size).toBe(700);
    const leaves = await fixture.look<{ commitment: Buffer }>(
      'select commitment from journal_leaf order by index',
    );
    const served: Buffer[] = [];
    for (let index = 0; index < 3; index += 1) {
      const path = writeTilePath({ level: 0, index, width: tileWidth({ level: 0, index }, 700) });
      const bytes = await fixture.api.run(PUBLIC, (tx) => readTile(tx, path));
      expect(bytes).not.toBeNull();
      if (bytes !== null) served.push(bytes);
    }
    expect(Buffer.concat(served)).toEqual(Buffer.concat(leaves.map((leaf) => hashLeaf(leaf.commitment))));
    expect(checkpoint?.note).toBe(
      (await fixture.look<{ note: string }>('select note from journal_checkpoint where size = 700'))[0]?.note,
    );
  });

  it('serves partial tiles up to what is published, also of a tile that grew since, and nothing beyond', async () => {
    await fill(300);
    await advance();
    await fill(20);
    const steps = { unitOfWork: fixture.worker, origin: fixture.signer.origin };
    await sequenceEntries(steps, 100);
    await integrateLeaves(steps, 100);
    const read = (path: string) => fixture.api.run(PUBLIC, (tx) => readTile(tx, path));
    const whole = await read('tile/0/001.p/44');
    expect(whole).toHaveLength(44 * 32);
    expect(await read('tile/0/001.p/7')).toEqual(whole?.subarray(0, 7 * 32));
    expect(await read('tile/0/000.p/255')).toHaveLength(255 * 32);
    expect(await read('tile/1/000.p/1')).toHaveLength(32);
    for (const path of [
      'tile/0/001.p/45',
      'tile/0/001',
      'tile/0/002.p/1',
      'tile/1/000.p/2',
      'tile/2/000',
      'x',
    ]) {
      expect(await read(path)).toBeNull();
    }
  });

  it('has no checkpoint before the first entry', async () => {
    expect(await fixture.api.run(PUBLIC, readCheckpoint)).toBeNull();
    expect(await fixture.api.run(PUBLIC, (tx) => readTile(tx, 'tile/0/000'))).toBeNull();
  });
});
