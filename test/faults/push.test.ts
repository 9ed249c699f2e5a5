import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCheckpointSigner, createJournalKey } from '../../services/journal/checkpoint';
import { parseCheckpointText } from '../../services/journal/verify/checkpoint-text';
import { splitNote } from '../../services/journal/verify/signed-note';
import { buildArchive } from '../fixtures/payroll/archive';
import type { BatchFixture, BatchItem } from '../fixtures/payroll/batches/batch';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy';
import { type PushCall, push, pushJson, startPush } from '../support/run-push';
import { sha256, type TestEmployer } from '../support/stack-client';
import { FULL, LONG_MS, SCALE } from './scale';
import { openScene, type Scene } from './scene';

/** `coffre push` as payroll software runs it: against a line that is cut, a service that dies, and its own death. */
let scene: Scene;
let proxy: FaultProxy;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'coffre-push-'));
  scene = await openScene('push', { queue: 'postgres', store: 'folder', workers: 1 });
  proxy = await startFaultProxy(Number(new URL(scene.stack.api.url).port));
}, 120_000);
afterEach(() => proxy.set(null));
afterAll(async () => {
  await proxy?.close();
  await scene?.close();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

const ITEMS = FULL ? SCALE.batchItems : 8;
const CUTS = 5;
const KILLS = FULL ? 30 : 6;
/** Of an archive: a dozen parts of the stack's size. */
const FILLING_BYTES = 3 * 1024 * 1024;

interface Prepared {
  readonly call: PushCall;
  readonly employer: TestEmployer;
  readonly batch: BatchFixture;
  readonly archive: Buffer;
}

let pushes = 0;

/** An employer with a month in a file, and a call to push it. */
async function prepare(
  given: { readonly filling?: boolean; readonly more?: readonly string[] } = {},
): Promise<Prepared> {
  pushes += 1;
  const { employer, batch: month } = await scene.newEmployer(ITEMS);
  const batch = given.filling === true ? { ...month, items: [...month.items, filling(month)] } : month;
  const archive = await buildArchive(batch.items);
  const file = path.join(folder, `paie-${pushes}.zip`);
  await writeFile(file, archive);
  return {
    employer,
    batch,
    archive,
    call: {
      url: `http://127.0.0.1:${proxy.port}`,
      employer,
      period: batch.period,
      file,
      state: path.join(folder, `state-${pushes}`),
      more: given.more ?? [],
    },
  };
}

/** Bytes that no compression shrinks and no manifest names: rejected, and the archive takes a while to send. */
function filling({ period }: BatchFixture): BatchItem {
  const bytes = randomBytes(FILLING_BYTES);
  const file = 'annexe.pdf';
  return {
    file,
    content: () => bytes,
    rows: [],
    expected: [
      {
        file,
        payrollNumber: '',
        startDate: '',
        type: '',
        period,
        state: 'rejected',
        codes: ['not-in-manifest'],
        alsoAcceptable: '',
        case: 'filling',
      },
    ],
  };
}

const batchesOfEmployer = ({ id }: TestEmployer) =>
  scene.query<{ id: string; sha256: string }>(
    `select id, encode(content_sha256, 'hex') as sha256 from batch where employer_id = $1`,
    [id],
  );

const partsOf = async ({ id }: TestEmployer) => {
  const [row] = await scene.query<{ count: number }>(
    `select count(*)::int as count from upload_part p join batch b on b.id = p.batch_id where b.employer_id = $1`,
    [id],
  );
  return row?.count ?? 0;
};

/** One batch, its bytes those of the file. */
async function expectOneBatch({ employer, batch, archive }: Prepared): Promise<void> {
  const batches = await batchesOfEmployer(employer);
  expect(batches.map((one) => one.sha256)).toEqual([sha256(archive)]);
  const [{ id } = { id: '' }] = batches;
  scene.client.remember(id, employer, batch);
}

/** {@link expectOneBatch}, and all that follows from this one and those before it true. */
async function judge(fault: string, times: number, prepared: Prepared): Promise<void> {
  await expectOneBatch(prepared);
  expect((await scene.judge(fault, times)).faults).toEqual([]);
}

it(
  'deposits a month, says so, writes the report, and says the same when it is run again',
  async () => {
    const prepared = await prepare();
    const report = path.join(folder, 'rapport.csv');
    const call = { ...prepared.call, more: ['--report', report] };
    const first = await push(call);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain(`${ITEMS} reçus = ${ITEMS} déposés\nTout est à sa place.`);
    expect(first.stderr).toContain('Première utilisation : la clé du journal coffre.local/journal');
    const written = await readFile(report, 'utf8');
    expect(written.trim().split('\n')).toHaveLength(ITEMS + 1);
    expect((await stat(report)).mode & 0o777).toBe(0o600);

    const second = await push(call);
    expect(second).toMatchObject({ code: 0, stdout: first.stdout });
    expect(second.stderr).not.toContain('Première utilisation');
    expect(await readFile(report, 'utf8')).toBe(written);

    const quiet = await push({ ...prepared.call, more: ['--quiet'] });
    expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
    const english = await push({ ...prepared.call, more: ['--lang', 'en'] });
    expect(english.stdout).toContain(`${ITEMS} received = ${ITEMS} deposited`);

    const state = await readdir(prepared.call.state);
    // The upload is over and forgotten; what is left is the log that was seen.
    expect(state).toEqual([expect.stringMatching(/^log-[0-9a-f]{32}\.json$/)]);
    expect((await stat(path.join(prepared.call.state, state[0] ?? ''))).mode & 0o777).toBe(0o600);
    await expectOneBatch(prepared);
  },
  LONG_MS,
);

it(
  'names what needs somebody, with what to do, and exits with 3',
  async () => {
    const prepared = await prepare({ filling: true });
    const report = path.join(folder, 'rapport.json');
    const { code, stdout } = await push({ ...prepared.call, more: ['--report', report] });
    expect(code).toBe(3);
    expect(stdout).toContain(`${ITEMS + 1} reçus = ${ITEMS} déposés + 1 rejeté`);
    expect(stdout).toContain(
      '1 élément demande une intervention :\n  annexe.pdf: rejeté (not-in-manifest)\n',
    );
    expect(stdout).toContain('Ajoutez sa ligne et renvoyez-le.');
    const written = JSON.parse(await readFile(report, 'utf8')) as { items: unknown[]; checkpoint: string };
    expect(written.items).toHaveLength(ITEMS + 1);
    const json = await pushJson(prepared.call);
    expect(json).toMatchObject({
      outcome: 'attention',
      exitCode: 3,
      batch: { state: 'completed', sha256: sha256(prepared.archive) },
      attentionTotal: 1,
      attention: [{ file: 'annexe.pdf', state: 'rejected', code: 'not-in-manifest' }],
    });
    expect(json.checkpoint).toContain('coffre.local/journal');
    await expectOneBatch(prepared);
  },
  LONG_MS,
);

it(
  `goes on where the server is, ${CUTS} cuts and more`,
  async () => {
    const prepared = await prepare({ filling: true });
    proxy.set({ kind: 'cut', afterBytes: Math.floor(prepared.archive.length / (CUTS + 1)) });
    const { code, stderr } = await push(prepared.call);
    expect(code).toBe(3);
    expect(stderr.split('Coupure ou surcharge').length - 1).toBeGreaterThanOrEqual(CUTS);
    await expectOneBatch(prepared);
  },
  LONG_MS,
);

it(
  'waits for an API that is killed during the upload, and goes on when it is back',
  async () => {
    const prepared = await prepare({ filling: true });
    proxy.set({ kind: 'delay', milliseconds: 20 });
    const { ended } = startPush(prepared.call);
    while ((await partsOf(prepared.employer)) < 2) await delay(10);
    await scene.stack.api.kill();
    await delay(1_000);
    await scene.stack.api.start();
    proxy.set(null);
    expect(await ended).toMatchObject({ code: 3, stderr: expect.stringContaining('Coupure ou surcharge') });
    await judge('API killed during an upload of the command', 1, prepared);
  },
  LONG_MS,
);

it(
  `may be killed at any moment, ${KILLS} times: run again it is one batch, its bytes those of the file`,
  async () => {
    const prepared = await prepare({ filling: true });
    proxy.set({ kind: 'delay', milliseconds: 10 });
    const reached: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { process, ended } = startPush(prepared.call);
      await delay(300 + Math.floor((kill / KILLS) * 1_500) + Math.random() * 400);
      process.kill('SIGKILL');
      await ended;
      reached.push(await partsOf(prepared.employer));
    }
    // What one run has sent, the next does not send again.
    expect(reached).toEqual([...reached].sort((a, b) => a - b));
    proxy.set(null);
    expect(await push(prepared.call)).toMatchObject({ code: 3 });
    await judge('the command killed', KILLS, prepared);
  },
  LONG_MS,
);

it(
  'is one batch when two run at once',
  async () => {
    const prepared = await prepare({ filling: true });
    const other = { ...prepared.call, state: `${prepared.call.state}-other` };
    const ends = await Promise.all([push(prepared.call), push(prepared.call), push(other)]);
    expect(ends.map(({ code, stderr }) => (code === 3 ? 3 : stderr))).toEqual([3, 3, 3]);
    await judge('the command three times at once', 3, prepared);
  },
  LONG_MS,
);

it(
  'says how to go on when it is interrupted',
  async () => {
    const prepared = await prepare({ filling: true });
    proxy.set({ kind: 'delay', milliseconds: 50 });
    const { process, ended } = startPush(prepared.call);
    while ((await partsOf(prepared.employer)) < 1) await delay(10);
    process.kill('SIGINT');
    expect(await ended).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('relancez la même commande'),
    });
    proxy.set(null);
    expect(await push(prepared.call)).toMatchObject({ code: 3 });
    await expectOneBatch(prepared);
  },
  LONG_MS,
);

it(
  'tries first where it is told to, and deposits what was tried without a second upload',
  async () => {
    const prepared = await prepare();
    const tried = await push({ ...prepared.call, more: ['--dry-run'] });
    expect(tried).toMatchObject({ code: 0 });
    expect(tried.stdout).toContain(`${ITEMS} reçus = ${ITEMS} déposés\nEssai : rien n’a été déposé.`);
    const done = await push(prepared.call);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('Tout est à sa place.') });
    expect(done.stderr).not.toContain('Envoi');
    expect(await pushJson({ ...prepared.call, more: ['--dry-run'] })).toMatchObject({
      exitCode: 1,
      error: { code: 'dry-run-too-late' },
    });
    await judge('tried, then deposited by the command', 1, prepared);
  },
  LONG_MS,
);

describe('what it cannot do, by name and with 1', () => {
  let prepared: Prepared;
  beforeAll(async () => {
    prepared = await prepare({ more: ['--reference', 'paie'] });
    expect(await push(prepared.call)).toMatchObject({ code: 0 });
  }, LONG_MS);

  const refusal = async (call: Partial<PushCall>) => {
    const { exitCode, error } = await pushJson({ ...prepared.call, ...call });
    return [exitCode, error?.code];
  };

  it('a wrong secret', async () => {
    const { employer } = prepared;
    const wrong = { ...employer, credentials: { ...employer.credentials, clientSecret: 'faux' } };
    expect(await refusal({ employer: wrong })).toEqual([1, 'invalid-client']);
    const { code, stderr, stdout } = await push({ ...prepared.call, employer: wrong });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('L’identifiant est inconnu ou son secret est faux.');
  });

  it('another employer’s SIRET', async () => {
    expect(await refusal({ employer: { ...prepared.employer, siret: '21999999900018' } })).toEqual([
      1,
      'employer-differs',
    ]);
  });

  it('other bytes under the same reference', async () => {
    const file = path.join(folder, 'autre.zip');
    await writeFile(file, Buffer.concat([prepared.archive, Buffer.from([0])]));
    expect(await refusal({ file })).toEqual([1, 'batch-already-submitted']);
  });

  it('another month under the same reference', async () => {
    expect(await refusal({ period: '2026-09' })).toEqual([1, 'batch-reference-conflict']);
  });

  it('a month to come, a file that is not there or empty, a report that nobody can write', async () => {
    expect(await refusal({ period: '2999-01', more: ['--reference', 'autre'] })).toEqual([
      1,
      'period-invalid',
    ]);
    expect(await refusal({ file: path.join(folder, 'absent.zip') })).toEqual([1, 'file-unreadable']);
    const file = path.join(folder, 'vide.zip');
    await writeFile(file, '');
    expect(await refusal({ file })).toEqual([1, 'file-empty']);
    const more = ['--reference', 'paie', '--report', path.join(folder, 'absent', 'rapport.csv')];
    expect(await refusal({ more })).toEqual([1, 'report-unwritable']);
  });

  it('an archive that cannot be read', async () => {
    const file = path.join(folder, 'abime.zip');
    await writeFile(file, randomBytes(1_000));
    expect(await refusal({ file, more: [] })).toEqual([1, 'batch-failed']);
  });

  it('a service that is away for longer than patience lasts', async () => {
    proxy.set({ kind: 'refuse' });
    expect(await refusal({ more: ['--patience', '2'] })).toEqual([1, 'server-unreachable']);
  });

  it('anything in clear to another machine', async () => {
    const { code, stderr } = await push({ ...prepared.call, url: 'http://coffre.example.org' });
    expect(code).toBe(2);
    expect(stderr).toContain('https://');
  });
});

describe('a log that is not the one seen before, loudly and with 1', () => {
  let prepared: Prepared;
  let logFile: string;
  let seen: { journalKey: string; checkpoint: string };
  beforeAll(async () => {
    prepared = await prepare();
    expect(await push(prepared.call)).toMatchObject({ code: 0 });
    const [name = ''] = await readdir(prepared.call.state);
    logFile = path.join(prepared.call.state, name);
    seen = JSON.parse(await readFile(logFile, 'utf8')) as typeof seen;
  }, LONG_MS);
  afterEach(() => writeFile(logFile, JSON.stringify(seen)));

  const headOf = (note: string) => {
    const head = parseCheckpointText(splitNote(note)?.text ?? '');
    if (head === null) throw new Error('no tree head');
    return head;
  };

  const readCheckpoint = async () => (await fetch(`${scene.stack.api.url}/v1/journal/checkpoint`)).text();

  /** What the log's own key has signed for us, and does not want to know any more. */
  async function remember(change: (head: { size: number; root: Buffer }) => { size: number; root: Buffer }) {
    const { origin, ...head } = headOf(seen.checkpoint);
    const pem = await readFile(scene.stack.environment.JOURNAL_KEY_FILE ?? '', 'utf8');
    const checkpoint = createCheckpointSigner(pem, origin).sign(change(head));
    await writeFile(logFile, JSON.stringify({ ...seen, checkpoint }));
  }

  async function alarm(code: string, more: readonly string[] = []) {
    const { code: exitCode, stderr } = await push({ ...prepared.call, more });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`ÉCHEC (${code})`);
    expect(stderr).toContain('ALERTE : le journal de preuve n’est plus celui que nous avons vu.');
  }

  it('accepts the log that grew, and keeps the newer head', async () => {
    // A run's token is an entry, published a moment later.
    expect(await push(prepared.call)).toMatchObject({ code: 0 });
    const { size } = headOf(seen.checkpoint);
    while (headOf(await readCheckpoint()).size <= size) await delay(200);
    expect(await push(prepared.call)).toMatchObject({ code: 0 });
    const now = JSON.parse(await readFile(logFile, 'utf8')) as typeof seen;
    expect(headOf(now.checkpoint).size).toBeGreaterThan(size);
    seen = now;
  });

  it('one that was rewritten', async () => {
    await remember(({ size }) => ({ size, root: randomBytes(32) }));
    const before = await readFile(logFile, 'utf8');
    await alarm('log-forked');
    // The evidence stays.
    expect(await readFile(logFile, 'utf8')).toBe(before);
  });

  it('one that lost entries', async () => {
    await remember(({ size, root }) => ({ size: size + 100_000, root }));
    await alarm('log-shrunk');
  });

  it('one with another key, given or kept', async () => {
    const other = createCheckpointSigner(createJournalKey(), 'coffre.local/journal').vkey;
    const trust = await mkdtemp(path.join(folder, 'trust-'));
    await writeFile(path.join(trust, 'journal.vkey'), other);
    await alarm('log-key-changed', ['--trust', trust]);
    await writeFile(logFile, JSON.stringify({ ...seen, journalKey: other }));
    await alarm('log-signature-invalid');
    await writeFile(path.join(trust, 'journal.vkey'), seen.journalKey);
    await writeFile(logFile, JSON.stringify(seen));
    expect(await push({ ...prepared.call, more: ['--trust', trust] })).toMatchObject({ code: 0 });
  });

  it('never takes a state that it cannot read for none', async () => {
    await writeFile(logFile, '{');
    expect(await pushJson(prepared.call)).toMatchObject({ exitCode: 1, error: { code: 'state-unreadable' } });
  });
});
