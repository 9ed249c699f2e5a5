import path from 'node:path';
import { createSealVerifier, type SealVerifier } from '../../../services/sealing/verify/seal-verifier';
import { makePdf } from '../../unit/sealing/make-pdf';
import { type StartedSealing, startSealing } from './start-sealing';

const REASON = 'Déposé par Commune d’Essai, SIRET 99900000300012';
const ENTRY = path.resolve(__dirname, '../../support/verifier-entry.cjs');
const MiB = 2 ** 20;

let sealing: StartedSealing;
let stranger: StartedSealing;
let verifier: SealVerifier;
let sealed: Buffer;

type Options = Partial<Parameters<typeof createSealVerifier>[0]>;

function open(options: Options = {}): SealVerifier {
  const { trust } = sealing;
  return createSealVerifier({
    trust,
    maxMemory: 384,
    fileTime: 20_000,
    bodyTime: 5_000,
    places: 8,
    entry: ENTRY,
    ...options,
  });
}

beforeAll(async () => {
  sealing = await startSealing({ seal: 'p256', tsa: 'p256' });
  stranger = await startSealing({ seal: 'p256', tsa: 'p256' });
  sealed = (await sealing.sealer.seal(await makePdf({ pages: 2 }), { reason: REASON })).bytes;
  verifier = open();
});
afterAll(async () => {
  await verifier.close();
  await sealing.close();
  await stranger.close();
});

/** As a body arrives: in parts. */
async function* arriving(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const NOTHING_SAID = {
  statement: null,
  sealedBy: null,
  time: null,
  timeGivenBy: null,
  timeQualified: false,
  level: null,
};

it('says of a sealed file who deposited it and when, and that the time is not a qualified one', async () => {
  const finding = await verifier.verify(arriving(sealed));
  expect(finding).toEqual({
    verdict: 'verified',
    code: null,
    statement: REASON,
    sealedBy: expect.stringContaining('NTRFR-999000003'),
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    timeGivenBy: expect.any(String),
    timeQualified: false,
    level: 'B-T',
  });
  expect(Math.abs(Date.parse(finding.time ?? '') - Date.now())).toBeLessThan(120_000);
});

it('names what broke, and repeats nothing of a seal that does not hold', async () => {
  const changed = Buffer.from(sealed);
  changed[200] = (changed[200] ?? 0) ^ 1;
  expect(await verifier.verify(arriving(changed))).toEqual({
    ...NOTHING_SAID,
    verdict: 'broken',
    code: 'digest-mismatch',
  });
  const appended = Buffer.concat([sealed, Buffer.from('\n% et encore\n')]);
  expect(await verifier.verify(arriving(appended))).toMatchObject({
    verdict: 'broken',
    code: 'not-whole-document',
    statement: null,
  });
  const foreign = (await stranger.sealer.seal(await makePdf(), { reason: REASON })).bytes;
  expect(await verifier.verify(arriving(foreign))).toEqual({
    ...NOTHING_SAID,
    verdict: 'broken',
    code: 'timestamp-certificate-not-trusted',
  });
});

it('shows no control or direction character of a statement', async () => {
  const { bytes } = await sealing.sealer.seal(await makePdf(), { reason: 'Déposé par \u202Eeriam\u202C X' });
  const { statement } = await verifier.verify(arriving(bytes));
  expect(statement).toBe('Déposé par  eriam  X');
});

it.each<[string, () => Promise<Buffer>, string]>([
  ['a PDF without a seal', () => makePdf(), 'no-signature'],
  ['a text', async () => Buffer.from('bonjour'), 'not-a-pdf'],
  ['nothing', async () => Buffer.alloc(0), 'not-a-pdf'],
  ['20 MiB of garbage', async () => Buffer.alloc(20 * MiB, 'garbage '), 'not-a-pdf'],
  [
    '20 MiB of garbage that begins as a PDF',
    async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20 * MiB, '<</ByteRang')]),
    'no-signature',
  ],
])('cannot tell of %s', async (_what, make, code) => {
  expect(await verifier.verify(arriving(await make()))).toEqual({
    ...NOTHING_SAID,
    verdict: 'cannot-tell',
    code,
  });
});

it('cuts off a file that takes longer than it may', async () => {
  const hasty = open({ fileTime: 1 });
  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20 * MiB, '/ByteRang')]);
  try {
    expect(await hasty.verify(arriving(large))).toEqual({
      ...NOTHING_SAID,
      verdict: 'cannot-tell',
      code: 'over-limit',
    });
  } finally {
    await hasty.close();
  }
});

it('outlives files that hang, starve or kill the process that reads them', async () => {
  const entry = path.resolve(__dirname, 'provoked-verifier.cjs');
  const provoked = open({ entry, fileTime: 8_000 });
  const codeOf = async (fault: string) =>
    (await provoked.verify(arriving(Buffer.from(`%PDF-1.7 ${fault}`)))).code;
  try {
    const [hungry, dying, stubborn, sound] = await Promise.all([
      codeOf('hungry'),
      codeOf('dying'),
      codeOf('stubborn'),
      provoked.verify(arriving(sealed)),
    ]);
    expect([hungry, dying, stubborn]).toEqual(['over-limit', 'processing-crash', 'over-limit']);
    expect(sound.verdict).toBe('verified');
  } finally {
    await provoked.close();
  }
});

it('takes no more files than it has places, and gives them back', async () => {
  const narrow = open({ places: 1 });
  try {
    const first = narrow.verify(arriving(sealed));
    await expect(narrow.verify(arriving(sealed))).rejects.toMatchObject({ code: 'verifier-busy' });
    expect((await first).verdict).toBe('verified');
    expect((await narrow.verify(arriving(sealed))).verdict).toBe('verified');
  } finally {
    await narrow.close();
  }
});

it('waits only so long for a file to arrive, and passes on why it did not', async () => {
  const narrow = open({ places: 1, bodyTime: 50 });
  async function* silent(): AsyncGenerator<Buffer> {
    yield Buffer.from('%PDF-1.7\n');
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  async function* cut(): AsyncGenerator<Buffer> {
    yield Buffer.from('%PDF-1.7\n');
    throw new Error('cut');
  }
  try {
    await expect(narrow.verify(silent())).rejects.toMatchObject({ code: 'body-too-slow' });
    await expect(narrow.verify(cut())).rejects.toThrow('cut');
    expect((await narrow.verify(arriving(sealed))).verdict).toBe('verified');
  } finally {
    await narrow.close();
  }
});
