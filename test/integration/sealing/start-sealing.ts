import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyAlgorithm } from '../../../infra/local/pki/certificates';
import { openPki, PKI_FILES } from '../../../infra/local/pki/create-pki';
import { createTimestampResponder } from '../../../infra/local/pki/timestamp-responder';
import { serveTimestamps } from '../../../infra/local/pki/timestamp-server';
import { createSealer, type Sealer } from '../../../services/sealing/seal-document';
import { loadPkcs12SealKey } from '../../../services/sealing/seal-key';
import { createTimestampClient } from '../../../services/sealing/timestamp-client';
import { readPemCertificates } from '../../../services/sealing/verify/pem';
import type { TrustAnchors } from '../../../services/sealing/verify/verdict';
import type { JudgeTrust } from '../../support/pdf-judges';

export interface StartedSealing {
  readonly sealer: Sealer;
  readonly dir: string;
  /** For the judges and for our verifier. */
  readonly pem: JudgeTrust;
  readonly trust: TrustAnchors;
  readonly clock: { now(): Date };
  close(): Promise<void>;
}

/** A sealer with authorities of its own, all in this process. `now` is their common time. */
export async function startSealing(
  algorithms: { readonly seal: KeyAlgorithm; readonly tsa: KeyAlgorithm },
  now: () => Date = () => new Date(),
): Promise<StartedSealing> {
  const dir = await mkdtemp(join(tmpdir(), 'coffre-sealing-'));
  const clock = { now };
  const tsaKey = await openPki({
    dir,
    sealAlgorithm: algorithms.seal,
    tsaAlgorithm: algorithms.tsa,
    organization: 'Syndicat mixte d’Œuvre',
    siren: '999000003',
    now: clock.now(),
  });
  const server = await serveTimestamps(createTimestampResponder(tsaKey, clock), 0);
  const pem = {
    sealCa: await readFile(join(dir, PKI_FILES.trustedSealCa), 'utf8'),
    tsaCa: await readFile(join(dir, PKI_FILES.trustedTsaCa), 'utf8'),
  };
  const trust = { sealRoots: readPemCertificates(pem.sealCa), tsaRoots: readPemCertificates(pem.tsaCa) };
  const timestamps = createTimestampClient({
    url: server.url,
    roots: trust.tsaRoots,
    clock,
    toleranceMs: 5000,
    deadlineMs: 10_000,
    maxConnections: 16,
  });
  const password = await readFile(join(dir, PKI_FILES.sealPassword), 'utf8');
  const key = loadPkcs12SealKey(await readFile(join(dir, PKI_FILES.sealP12)), password);
  const limits = { bytes: 20 * 1024 * 1024, pages: 500 };
  return {
    sealer: createSealer({ key, timestamps, clock, limits }),
    dir,
    pem,
    trust,
    clock,
    async close() {
      timestamps.close();
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
