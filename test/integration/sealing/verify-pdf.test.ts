import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyFiles } from '../../../services/cli/verify';
import type { PdfVerdict } from '../../../services/sealing/verify/verdict';
import { verifyPdf } from '../../../services/sealing/verify/verify-pdf';
import { extractSignatures } from '../../support/pdf-judges';
import { makePdf } from '../../unit/sealing/make-pdf';
import { type StartedSealing, startSealing } from './start-sealing';

const REASON = 'Déposé par Commune d’Essai, SIRET 99900000300012';

let sealing: StartedSealing;
let stranger: StartedSealing;
let sealed: Buffer;

beforeAll(async () => {
  sealing = await startSealing({ seal: 'p256', tsa: 'p256' });
  stranger = await startSealing({ seal: 'p256', tsa: 'p256' });
  sealed = (await sealing.sealer.seal(await makePdf({ pages: 2 }), { reason: REASON })).bytes;
});

afterAll(async () => {
  await sealing.close();
  await stranger.close();
});

function verify(pdf: Buffer): PdfVerdict {
  return verifyPdf(pdf, sealing.trust);
}

describe('the chain to the anchors', () => {
  test('without anchors a seal is at most intact', () => {
    expect(verifyPdf(sealed, { sealRoots: [], tsaRoots: [] })).toMatchObject({
      status: 'issuer-not-checked',
      code: null,
    });
  });

  test('with one kind of anchor only a seal is at most intact', () => {
    const { sealRoots, tsaRoots } = sealing.trust;
    expect(verifyPdf(sealed, { sealRoots, tsaRoots: [] }).status).toBe('issuer-not-checked');
    expect(verifyPdf(sealed, { sealRoots: [], tsaRoots }).status).toBe('issuer-not-checked');
  });

  test('under other anchors it is broken at the certificate, or at the timestamp', () => {
    const { sealRoots, tsaRoots } = sealing.trust;
    expect(verifyPdf(sealed, { sealRoots: stranger.trust.sealRoots, tsaRoots }).code).toBe(
      'certificate-not-trusted',
    );
    expect(verifyPdf(sealed, { sealRoots, tsaRoots: stranger.trust.tsaRoots }).code).toBe(
      'timestamp-certificate-not-trusted',
    );
  });

  test('a seal stays verified after its certificates have ended: it is judged at its own time', async () => {
    const past = await startSealing({ seal: 'p256', tsa: 'p256' }, () => new Date('1996-03-01T10:00:00Z'));
    try {
      const { bytes } = await past.sealer.seal(await makePdf(), { reason: REASON });
      expect(verifyPdf(bytes, past.trust).status).toBe('verified');
    } finally {
      await past.close();
    }
  });
});

describe('what was done to the file', () => {
  test('appended bytes: not the whole document', () => {
    const appended = Buffer.concat([sealed, Buffer.from('\n')]);
    expect(verify(appended)).toMatchObject({ status: 'broken', code: 'not-whole-document' });
  });

  test('a seal of another file in the gap: the digest', async () => {
    const other = (await sealing.sealer.seal(await makePdf({ pages: 1 }), { reason: 'autre' })).bytes;
    const forged = Buffer.from(sealed);
    const [mine] = extractSignatures(sealed);
    const [theirs] = extractSignatures(other);
    if (mine === undefined || theirs === undefined) throw new Error('no signature');
    forged.fill('0', mine.range[1] + 1, mine.range[2] - 1);
    forged.write(theirs.cms.toString('hex'), mine.range[1] + 1, 'latin1');
    expect(verify(forged)).toMatchObject({ status: 'broken', code: 'digest-mismatch' });
  });

  test('a seal taken off: nothing to tell', async () => {
    expect(verify(await makePdf())).toMatchObject({ status: 'cannot-tell', code: 'no-signature' });
  });

  test('a signature of a stranger behind the seal: the certificate, and the seal reported intact', async () => {
    const { bytes } = await stranger.sealer.seal(sealed, { reason: 'contrefaçon' });
    expect(verify(bytes)).toMatchObject({
      status: 'broken',
      earlier: [{ status: 'verified', reason: REASON }],
    });
  });

  test('no single changed bit anywhere is taken for verified', () => {
    const [signature] = extractSignatures(sealed);
    const gap = signature?.range[1] ?? 0;
    const used = gap + 1 + 2 * (signature?.cms.length ?? 0);
    const positions = [
      ...range(0, sealed.length, Math.ceil(sealed.length / 300)),
      ...range(gap, used + 16, 2),
      ...range(gap - 200, gap + 40, 1),
    ];
    const missed = positions.filter((at) => {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ (at % 2 === 0 ? 1 : 0x20);
      return verify(changed).status !== 'broken';
    });
    expect(missed).toEqual([]);
  }, 120_000);

  test('random bytes in the gap end in a verdict, not in an exception', () => {
    const [signature] = extractSignatures(sealed);
    if (signature === undefined) throw new Error('no signature');
    for (let round = 0; round < 300; round++) {
      const changed = Buffer.from(sealed);
      const digits = Buffer.from(signature.cms);
      for (let change = 0; change <= round % 7; change++)
        digits[(round * 31 + change * 97) % digits.length] = (round * 7 + change) & 0xff;
      changed.write(digits.toString('hex'), signature.range[1] + 1, 'latin1');
      expect(['broken', 'verified']).toContain(verify(changed).status);
    }
  }, 120_000);
});

describe('the command', () => {
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'coffre-verify-'));
    await mkdir(join(dir, 'trust'));
    await writeFile(join(dir, 'trust', 'seal-ca.pem'), sealing.pem.sealCa);
    await writeFile(join(dir, 'trust', 'tsa-ca.pem'), sealing.pem.tsaCa);
    const tampered = Buffer.from(sealed);
    tampered[200] = (tampered[200] ?? 0) ^ 1;
    await writeFile(join(dir, 'good.pdf'), sealed);
    await writeFile(join(dir, 'bad.pdf'), tampered);
    await writeFile(join(dir, 'unsealed.pdf'), await makePdf());
  });

  afterAll(() => rm(dir, { recursive: true, force: true }));

  async function command(names: readonly string[], trusted: boolean) {
    const lines: string[] = [];
    const code = await verifyFiles({
      files: names.map((name) => join(dir, name)),
      ...(trusted ? { trustDir: join(dir, 'trust') } : {}),
      print: (line) => lines.push(line),
    });
    return { code, text: lines.join('\n') };
  }

  test.each([
    [['good.pdf'], true, 0],
    [['good.pdf'], false, 2],
    [['bad.pdf'], true, 1],
    [['bad.pdf'], false, 1],
    [['unsealed.pdf'], true, 2],
    [['absent.pdf'], true, 2],
    [['good.pdf', 'bad.pdf', 'unsealed.pdf'], true, 1],
    [['good.pdf', 'unsealed.pdf'], true, 2],
    [[], true, 2],
  ])('%j with anchors %s exits with %i', async (names, trusted, expected) => {
    expect((await command(names, trusted)).code).toBe(expected);
  });

  test('names who deposited, when, and the first broken link', async () => {
    const good = await command(['good.pdf'], true);
    expect(good.text).toContain(REASON);
    expect(good.text).toContain('NTRFR-999000003');
    expect(good.text).toMatch(/time: 20\d\d-/);
    expect((await command(['bad.pdf'], true)).text).toContain('digest-mismatch');
  });

  test('a trust folder without anchors cannot tell', async () => {
    const code = await verifyFiles({
      files: [join(dir, 'good.pdf')],
      trustDir: dir,
      print: () => undefined,
    });
    expect(code).toBe(2);
  });
});

function range(from: number, to: number, step: number): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / step)) },
    (_, index) => from + index * step,
  );
}
