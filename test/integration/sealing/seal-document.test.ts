import { SealingError } from '../../../services/sealing/errors';
import { inspectSource } from '../../../services/sealing/inspect-source';
import { verifyPdf } from '../../../services/sealing/verify/verify-pdf';
import { extractSignatures, judgePdf, run } from '../../support/pdf-judges';
import { makePdf, withQpdf, writeHybridPdf, writePdf } from '../../unit/sealing/make-pdf';
import { type StartedSealing, startSealing } from './start-sealing';

const REASON = 'Déposé par Commune de Saint-Cœur (œuvre), SIRET 99900000300012';
const LIMITS = { bytes: 20 * 1024 * 1024, pages: 500 };

const INPUTS: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['a cross-reference table', () => makePdf({ pages: 2 })],
  ['object streams', () => makePdf({ pages: 2, objectStreams: true })],
  ['a linearized file', async () => withQpdf(await makePdf({ pages: 3 }), '--linearize')],
  [
    'a linearized file with object streams',
    async () => withQpdf(await makePdf({ pages: 3 }), '--linearize', '--object-streams=generate'),
  ],
  ['a form', () => makePdf({ form: true })],
  ['a form in object streams', () => makePdf({ form: true, objectStreams: true })],
  ['annotations in an array of their own', () => makePdf({ indirectAnnotations: true })],
  [
    'annotations in an array of their own, in object streams',
    () => makePdf({ indirectAnnotations: true, objectStreams: true }),
  ],
  ['hybrid cross references', async () => writeHybridPdf()],
  ['a text behind the end', async () => Buffer.concat([await makePdf(), Buffer.from('\nspooler 42')])],
];

describe.each([
  ['P-256', { seal: 'p256', tsa: 'p256' }],
  ['RSA-2048', { seal: 'rsa2048', tsa: 'rsa2048' }],
] as const)('a seal under %s', (_name, algorithms) => {
  let sealing: StartedSealing;

  beforeAll(async () => {
    sealing = await startSealing(algorithms);
  });

  afterAll(() => sealing.close());

  test.each(INPUTS)('satisfies every judge for %s', async (_kind, make) => {
    const source = await make();
    const sealed = await sealing.sealer.seal(source, { reason: REASON });
    expect(sealed.bytes.subarray(0, source.length).equals(source)).toBe(true);
    expect(sealed.level).toBe('B-T');
    const judgement = await judgePdf(sealed.bytes, sealing.pem);
    expect(judgement).toMatchObject({
      qpdfOk: true,
      signatures: [
        {
          valid: true,
          trusted: true,
          totalDocument: true,
          subFilter: 'ETSI.CAdES.detached',
          cades: true,
          timestamp: true,
        },
      ],
    });
    expect(verifyPdf(sealed.bytes, sealing.trust)).toMatchObject({
      status: 'verified',
      seal: { level: 'B-T', reason: REASON, genTime: sealed.genTime },
      earlier: [],
    });
  });

  test.each(INPUTS)('leaves an earlier signature valid for %s', async (_kind, make) => {
    const once = await sealing.sealer.seal(await make(), { reason: 'premier cachet' });
    expect(inspectSource(once.bytes, LIMITS).signatures).toBe(1);
    const twice = await sealing.sealer.seal(once.bytes, { reason: 'second cachet' });
    const { qpdfOk, signatures } = await judgePdf(twice.bytes, sealing.pem);
    expect(qpdfOk).toBe(true);
    // Trust of the second is openssl's to say: meeting a certificate twice in one run,
    // pdfsig reports an error left over from NSS instead of its verdict.
    expect(signatures).toMatchObject([
      { valid: true, trusted: true, totalDocument: false, cades: true, timestamp: true },
      { valid: true, totalDocument: true, cades: true, timestamp: true },
    ]);
    expect(verifyPdf(twice.bytes, sealing.trust)).toMatchObject({
      status: 'verified',
      seal: { reason: 'second cachet' },
      earlier: [{ status: 'verified', reason: 'premier cachet' }],
    });
  });

  test('one changed byte is seen by every judge', async () => {
    const { bytes } = await sealing.sealer.seal(await makePdf({ pages: 2 }), { reason: REASON });
    const tampered = Buffer.from(bytes);
    const at = tampered.indexOf('MediaBox');
    tampered[at + 10] = (tampered[at + 10] ?? 0) ^ 1;
    const { signatures, report } = await judgePdf(tampered, sealing.pem);
    expect(report).toContain('Digest Mismatch');
    expect(signatures).toMatchObject([{ valid: false, cades: false }]);
    expect(verifyPdf(tampered, sealing.trust)).toMatchObject({ status: 'broken', code: 'digest-mismatch' });
  });
});

describe('the signature itself', () => {
  let sealing: StartedSealing;

  beforeAll(async () => {
    sealing = await startSealing({ seal: 'p256', tsa: 'p256' });
  });

  afterAll(() => sealing.close());

  test('has the attributes of PAdES baseline and none that it forbids', async () => {
    const { bytes } = await sealing.sealer.seal(await makePdf(), { reason: REASON });
    const [signature] = extractSignatures(bytes);
    const { output } = await run('bash', [
      '-c',
      `echo ${signature?.cms.toString('base64')} | base64 -d | openssl cms -cmsout -print -inform DER`,
    ]);
    expect(output).toContain('id-smime-aa-signingCertificateV2');
    expect(output).toContain('id-smime-aa-timeStampToken');
    expect(output).toContain('eContent: <ABSENT>');
    const [own] = output.split('unsignedAttrs');
    expect(own).toContain('contentType');
    expect(own).toContain('messageDigest');
    expect(own).not.toContain('signingTime');
    expect(bytes.toString('latin1')).toMatch(/\/M \(D:\d{14}\+00'00'\)/);
  });

  test('B-B carries no token and says so', async () => {
    const sealed = await sealing.sealer.seal(await makePdf(), { reason: REASON, level: 'B-B' });
    expect(sealed).toMatchObject({ level: 'B-B', genTime: null, token: null });
    const { signatures } = await judgePdf(sealed.bytes, sealing.pem);
    expect(signatures).toMatchObject([{ valid: true, cades: true, timestamp: null }]);
    const { seal } = verifyPdf(sealed.bytes, sealing.trust);
    expect(seal).toMatchObject({ status: 'verified', level: 'B-B', genTime: null });
  });

  test('a source that cannot be sealed fails by its name before the authority is asked', async () => {
    const empty = writePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);
    await expect(sealing.sealer.seal(empty, { reason: REASON })).rejects.toMatchObject({ code: 'pdf-empty' });
    const encrypted = await withQpdf(await makePdf(), '--encrypt', '', 'o', '256', '--');
    await expect(sealing.sealer.seal(encrypted, { reason: REASON })).rejects.toBeInstanceOf(SealingError);
  });

  test('a hundred at once each verify', async () => {
    const source = await makePdf({ pages: 2 });
    const sealed = await Promise.all(
      Array.from({ length: 100 }, (_, index) => sealing.sealer.seal(source, { reason: `n° ${index}` })),
    );
    const verdicts = sealed.map(({ bytes }) => verifyPdf(bytes, sealing.trust));
    expect(verdicts.map(({ status }) => status)).toEqual(Array(100).fill('verified'));
    expect(new Set(verdicts.map(({ seal }) => seal?.reason)).size).toBe(100);
  });

  test('the text of every page stays as it was', async () => {
    for (const [, make] of INPUTS) {
      const source = await make();
      const { bytes } = await sealing.sealer.seal(source, { reason: REASON });
      expect(await textOf(bytes)).toBe(await textOf(source));
    }
  });
});

test('no seal is made with a certificate that is not valid at business time', async () => {
  let now = new Date('2026-11-23T12:00:00Z');
  const sealing = await startSealing({ seal: 'p256', tsa: 'p256' }, () => now);
  try {
    const source = await makePdf();
    expect((await sealing.sealer.seal(source, { reason: REASON })).level).toBe('B-T');
    now = new Date('2037-01-01T12:00:00Z');
    await expect(sealing.sealer.seal(source, { reason: REASON })).rejects.toMatchObject({
      code: 'seal-certificate-not-valid',
    });
  } finally {
    await sealing.close();
  }
});

async function textOf(pdf: Buffer): Promise<string> {
  const { output } = await run('bash', ['-c', `echo ${pdf.toString('base64')} | base64 -d | pdftotext - -`]);
  return output;
}
