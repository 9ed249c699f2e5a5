import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createSystemClock } from '../../infra/clock/system-clock';
import { openPki, PKI_FILES, pemToDer } from '../../infra/local/pki/create-pki';
import { createTimestampResponder } from '../../infra/local/pki/timestamp-responder';
import { mapConcurrently } from '../../services/ingestion/concurrency';
import { createSealer, type Sealer } from '../../services/sealing/seal-document';
import { loadPemSealKey } from '../../services/sealing/seal-key';
import { createTokenChecker } from '../../services/sealing/timestamp/check-token';
import { readTimestampResponse } from '../../services/sealing/timestamp/read-response';
import { createTimestampRequest } from '../../services/sealing/timestamp/request';
import type { TimestampClient } from '../../services/sealing/timestamp-client';
import type { BenchContext } from './context';
import type { Measured } from './report';
import { alternate, median } from './statistics';

const DOCUMENTS = 500;
const IN_FLIGHT = 16;
/** One pass over the documents is a fraction of a second. */
const SECONDS_PER_RUN = 3;
const LIMITS = { bytes: 20 * 2 ** 20, pages: 500 };
const STATEMENT = { reason: 'Déposé par Commune, SIRET 21990000000000' };

/** B-T seals of one process, the TSA's key in it, against the cryptography that they cannot do without. */
export async function measureSealOverNative(context: BenchContext): Promise<Measured[]> {
  const { scratch, options, batches } = context;
  const batch = await batches.generate('bench', options.items?.big ?? DOCUMENTS);
  const files = [...(await batches.unpack(batch)).values()].slice(0, DOCUMENTS);
  const sources = await Promise.all(files.map((file) => readFile(file)));
  const { sealer, sealKey, tsaKey } = await openKeys(path.join(scratch, 'seal-pki'));

  const sealed = await sealAll(sealer, sources);
  const seals = () => ratePerSecond(sources.length, () => sealAll(sealer, sources));
  const natives = () =>
    ratePerSecond(sources.length, async () => {
      sources.forEach((source, at) => {
        sign('sha256', hash(source), sealKey);
        sign('sha256', hash(sealed[at] ?? source), tsaKey);
      });
    });
  await seals();
  await natives();
  const pairs = await alternate(options.runs, seals, natives);
  const rate = (values: readonly number[]) => Math.round(median(values));
  const note = `${rate(pairs.map(({ a }) => a))} seals/s over ${rate(pairs.map(({ b }) => b))}/s; P-256, token checks included`;
  return [{ id: 'seal-over-native', runs: pairs.map(({ a, b }) => a / b), note }];
}

async function openKeys(dir: string): Promise<{ sealer: Sealer; sealKey: KeyObject; tsaKey: KeyObject }> {
  const clock = createSystemClock({});
  const tsa = await openPki({
    dir,
    sealAlgorithm: 'p256',
    tsaAlgorithm: 'p256',
    organization: 'Syndicat mixte',
    siren: '999000003',
    now: clock.now(),
  });
  const read = (file: string) => readFile(path.join(dir, file), 'utf8');
  const respond = createTimestampResponder(tsa, clock);
  const checker = createTokenChecker({
    roots: [pemToDer(await read(PKI_FILES.trustedTsaCa))],
    toleranceMs: 60_000,
  });
  // What the client does, less the connection.
  const timestamps: TimestampClient = {
    async stamp(imprint) {
      const request = createTimestampRequest(imprint);
      const token = readTimestampResponse(respond(request.der));
      checker.check(token, request, clock.now());
      return { der: token.der, ...token.info };
    },
    close: () => undefined,
  };
  const pem = await read(PKI_FILES.sealKey);
  const key = loadPemSealKey(pem, await read(PKI_FILES.sealChain));
  return {
    sealer: createSealer({ key, timestamps, clock, limits: LIMITS }),
    sealKey: createPrivateKey(pem),
    tsaKey: tsa.privateKey,
  };
}

function sealAll(sealer: Sealer, sources: readonly Buffer[]): Promise<Buffer[]> {
  return mapConcurrently(sources, IN_FLIGHT, async (source) => (await sealer.seal(source, STATEMENT)).bytes);
}

function hash(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function ratePerSecond(items: number, pass: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let passes = 0;
  let seconds = 0;
  while (seconds < SECONDS_PER_RUN) {
    await pass();
    passes += 1;
    seconds = (performance.now() - start) / 1000;
  }
  return (passes * items) / seconds;
}
