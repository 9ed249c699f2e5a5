import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { processChunk } from '../../../services/ingestion/chunks/process-chunk';
import { SYSTEM } from '../../../services/ingestion/deps';
import { giveBackReservations } from '../../../services/ingestion/items/give-back-reservations';
import { reserveDocuments } from '../../../services/vaults/reserve-documents';
import { type Office, openOffice, PERIOD, printer } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());

async function documentsOf(): Promise<number> {
  return (await pipeline.look('select 1 from document where employer_id = $1', [office.id])).length;
}

describe('the same document of the same agent is deposited once', () => {
  it('within a batch: by its bytes, and by its text where another printer made it', async () => {
    const print = await printer();
    const copied = await office.hire({});
    const reprinted = await office.hire({});
    const reprint = print.payslip(reprinted, office.employer, PERIOD, { arrears: 0, edition: 1 });
    const before = await documentsOf();
    const { items } = await office.push([
      { agent: copied },
      { agent: copied, row: { file: 'copie.pdf' } },
      { agent: reprinted },
      { agent: reprinted, row: { file: 'reimpression.pdf' }, content: reprint },
    ]);
    expect(items.map(({ state, code }) => [state, code])).toEqual([
      ['deposited', null],
      ['duplicate', 'same-bytes'],
      ['deposited', null],
      ['duplicate', 'same-text'],
    ]);
    expect(items[1]?.duplicateOf).toBe(items[0]?.documentId);
    expect(items[3]?.duplicateOf).toBe(items[2]?.documentId);
    // A duplicate names whom it reached, and carries no document of its own.
    expect([items[1]?.payrollNumber, items[1]?.documentId]).toEqual([copied.payrollNumber, null]);
    expect(await documentsOf()).toBe(before + 2);
  });

  it('across batches, sent one after the other or both before either is worked on', async () => {
    const agent = await office.hire({});
    const first = await office.push([{ agent }]);
    const second = await office.push([{ agent }]);
    expect(second.items.map(({ code, duplicateOf }) => [code, duplicateOf])).toEqual([
      ['same-bytes', first.items[0]?.documentId],
    ]);

    const both = await office.hire({});
    const ids: string[] = [];
    for (let at = 0; at < 2; at += 1) {
      const id: string = (await office.open()).body.id;
      await office.send(id, office.archive([{ agent: both }]));
      await office.submit(id);
      ids.push(id);
    }
    await pipeline.settle();
    const states = await Promise.all(ids.map(async (id) => (await office.read(id)).items[0]?.state));
    expect(states.sort()).toEqual(['deposited', 'duplicate']);
  });

  it('sent eight times at once in eight prints, one document and its two objects come of it', async () => {
    const agent = await office.hire({});
    const print = await printer();
    const objects = async () => {
      const names: string[] = [];
      for (const bucket of ['agent-vaults', 'employer-vaults'] as const) {
        for await (const { key } of pipeline.worker.store.list(bucket, '')) names.push(key);
      }
      return names;
    };
    const [documents, stored] = [await documentsOf(), await objects()];
    const ids = await Promise.all(
      Array.from({ length: 8 }, async (_, edition) => {
        const id: string = (await office.open()).body.id;
        const content = print.payslip(agent, office.employer, PERIOD, { arrears: 0, edition });
        await office.send(id, office.archive([{ agent, content }]));
        await office.submit(id);
        return id;
      }),
    );
    // As eight workers that answer at once: first all are taken apart, then all are matched.
    for (let stage = 0; stage < 2; stage += 1) {
      await dispatchChunks(pipeline.worker);
      await Promise.all(pipeline.takeRings().map((chunk) => processChunk(pipeline.worker, chunk)));
    }
    await pipeline.settle();
    const outcomes = await Promise.all(ids.map(async (id) => (await office.read(id)).items[0]));
    const deposited = outcomes.filter((item) => item?.state === 'deposited');
    expect(deposited).toHaveLength(1);
    const original = deposited[0]?.documentId ?? '';
    for (const item of outcomes.filter((one) => one !== deposited[0])) {
      expect(item).toMatchObject({ state: 'duplicate', code: 'same-text', duplicateOf: original });
    }
    expect(await documentsOf()).toBe(documents + 1);
    const added = (await objects()).filter((key) => !stored.includes(key));
    expect(added.map((key) => key.includes(original))).toEqual([true, true]);
  });

  it('and neither another slip of the month, nor the same for another type or month, is the same', async () => {
    const print = await printer();
    const agent = await office.hire({});
    const further = print.payslip(agent, office.employer, PERIOD, { supplementary: true, arrears: 0 });
    await office.push([{ agent }]);
    const { items } = await office.push([
      { agent, row: { file: 'rappel.pdf' }, content: further },
      { agent, type: 'certificate' },
    ]);
    expect(items.map(({ state }) => state)).toEqual(['deposited', 'deposited']);
    const past = await office.push(
      [{ agent, row: { period: '2026-09' }, content: office.slip(agent, '2026-09') }],
      { period: '2026-09' },
    );
    expect(past.items.map(({ state, period }) => [state, period])).toEqual([['deposited', '2026-09']]);
  });

  it('what was quarantined does not make its correction a duplicate', async () => {
    const agent = await office.hire({});
    await office.push([{ agent, row: { birthDate: '1900-01-01' } }]);
    const { items } = await office.push([{ agent }]);
    expect(items.map(({ state }) => state)).toEqual(['deposited']);
  });
});

it('what is called a duplicate while its original is given back is not lost with it', async () => {
  const agent = await office.hire({});
  const { items } = await office.push([{ agent }, { agent, row: { file: 'copie.pdf' } }]);
  const [original, copy] = [items[0]?.documentId ?? '', items[1]?.item ?? ''];
  const [document] = await pipeline.look(
    `select employment_id as "employmentId", agent_vault_id as "agentVaultId", type, period, pages,
       input_sha256 as "inputSha256" from document where id = $1`,
    [original],
  );
  await pipeline.look(`update item set state = 'pending', duplicate_of = null where id = $1`, [copy]);
  const { worker } = pipeline;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun = () => {};
  const matched = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const matching = worker.uow.run(SYSTEM, async (tx) => {
    const request = {
      ...(document as Pick<
        Parameters<typeof reserveDocuments>[3][number],
        'employmentId' | 'agentVaultId' | 'type' | 'period' | 'pages' | 'inputSha256'
      >),
      itemId: copy,
      textDigest: null,
      agentCopy: 'released' as const,
      title: null,
      externalKey: null,
      corrects: null,
      sealTitle: () => null,
    };
    const answer = (await reserveDocuments(tx, worker, office.id, [request])).get(copy);
    await tx.query(`update item set state = $2, duplicate_of = $3 where id = $1`, [
      copy,
      answer?.state,
      answer?.documentId,
    ]);
    begun();
    await finished;
  });
  await matched;
  let given = false;
  const giving = worker.uow
    .run(SYSTEM, (tx) => giveBackReservations(tx, worker, [original]))
    .then(() => {
      given = true;
    });
  let waits = 0;
  while (waits === 0 && !given) {
    waits = (await pipeline.look('select 1 from pg_locks where not granted')).length;
  }
  finish();
  await Promise.all([matching, giving]);
  expect(await pipeline.look('select state, duplicate_of from item where id = $1', [copy])).toEqual([
    { state: 'quarantined', duplicate_of: null },
  ]);
});
