import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Express } from 'express';
import { Client, type QueryResultRow } from 'pg';
import type { Limits } from '../../../infra/config/limits';
import { loadConfig } from '../../../infra/config/load-config';
import { createKekFile, loadKekFile } from '../../../infra/encryption/kek-file';
import { createKeyRing } from '../../../infra/encryption/key-ring';
import { createObjectCipher } from '../../../infra/encryption/object-cipher';
import { createOutboundHttp, type OutboundOptions } from '../../../infra/http/outbound-http';
import { openPki, PKI_FILES } from '../../../infra/local/pki/create-pki';
import { createTimestampResponder } from '../../../infra/local/pki/timestamp-responder';
import { serveTimestamps } from '../../../infra/local/pki/timestamp-server';
import type { ObjectStore } from '../../../infra/ports/object-store';
import type { UnitOfWork } from '../../../infra/ports/unit-of-work';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createRateLimiter } from '../../../infra/postgres/rate-limiter';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import { createFolderStore } from '../../../infra/storage/folder-store';
import { createLogger } from '../../../infra/telemetry/create-logger';
import { createApp } from '../../../services/api/app';
import { createGate, createOnce } from '../../../services/api/gate';
import { createRoutes } from '../../../services/api/routes';
import { DIRECTORY_TABLES } from '../../../services/directory/tables';
import { createOperator } from '../../../services/identity/create-operator';
import { IDENTITY_TABLES } from '../../../services/identity/tables';
import { expireProposals } from '../../../services/ingestion/batches/expire-proposals';
import { publishBatches } from '../../../services/ingestion/batches/publish-batches';
import { settleCancellations } from '../../../services/ingestion/batches/settle-cancellations';
import { dispatchChunks } from '../../../services/ingestion/chunks/dispatch-chunks';
import { processChunk } from '../../../services/ingestion/chunks/process-chunk';
import { sweepChunks } from '../../../services/ingestion/chunks/sweep-chunks';
import { createPageCutter } from '../../../services/ingestion/cutting/page-cutter';
import { createDocumentSealing } from '../../../services/ingestion/deposit/create-document-sealing';
import type { WorkerIngestionDeps } from '../../../services/ingestion/deps';
import { createPageRenderer } from '../../../services/ingestion/page-image/page-renderer';
import { createPageReader } from '../../../services/ingestion/page-text/page-reader';
import { INGESTION_TABLES } from '../../../services/ingestion/tables';
import type { WebhookWorkerDeps } from '../../../services/ingestion/webhooks/deps';
import { advanceLog } from '../../../services/journal/advance-log';
import { createJournal } from '../../../services/journal/append-entries';
import { createCheckpointSigner, createJournalKey } from '../../../services/journal/checkpoint';
import { createSealer } from '../../../services/sealing/seal-document';
import { loadPkcs12SealKey } from '../../../services/sealing/seal-key';
import { createTimestampClient } from '../../../services/sealing/timestamp-client';
import { readPemCertificates } from '../../../services/sealing/verify/pem';
import { createSealVerifier } from '../../../services/sealing/verify/seal-verifier';
import { verifyPdf } from '../../../services/sealing/verify/verify-pdf';
import { openTestDatabase, type TestDatabase } from '../../support/postgres';
import { activate, type Credential, PORTAL, PUBLIC_URL } from '../api/api-fixture';

const ORIGIN = 'coffre.example/journal';
const VERIFIER = path.resolve(__dirname, '../../support/verifier-entry.cjs');
const RENDERER = path.resolve(__dirname, '../../support/renderer-entry.cjs');
const EXTRACTOR = path.resolve(__dirname, '../../support/extractor-entry.cjs');
const CUTTER = path.resolve(__dirname, '../../support/cutter-entry.cjs');
/** More rounds than any batch of these tests needs: a batch that does not end is a failure, not a wait. */
const MOST_ROUNDS = 400;

/** Limits for tests that let hours pass: credentials outlive them. */
export const LONG_SESSIONS: Partial<Limits> = {
  sessionIdleMinutes: 100_000,
  sessionHours: 2_000,
  accessTokenMinutes: 100_000,
};

export interface Trust {
  readonly sealCa: string;
  readonly tsaCa: string;
  readonly journalKey: string;
}

/** The API and one worker in this process, on everything real but the queue. */
export interface Pipeline {
  readonly app: Express;
  /** Of the worker's database role; a test replaces parts of it to inject a fault. */
  readonly worker: WorkerIngestionDeps;
  /** Of the API's database role. */
  readonly apiUow: UnitOfWork;
  readonly limits: Limits;
  /** Alike, for webhooks. */
  readonly webhooks: WebhookWorkerDeps;
  readonly urls: TestDatabase['urls'];
  readonly operator: Credential;
  readonly trust: Trust;
  readonly storeRoot: string;
  /** Everything logged so far, one JSON object a line. */
  logged(): string;
  moveTo(instant: string): void;
  /** As superuser: what is really there. */
  look<T extends QueryResultRow>(sql: string, parameters?: unknown[]): Promise<T[]>;
  /** Chunk ids rung since the last call, in order. */
  takeRings(): string[];
  /** Works until no chunk is left that can be worked on, tends the batches, then publishes the journal. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function openPipeline(
  chosen: Partial<Limits> = {},
  start = '2026-10-28T08:00:00Z',
  callable: Partial<OutboundOptions> = {},
  /** Puts a fault between API, worker and store. */
  wrapStore: (store: ObjectStore) => ObjectStore = (store) => store,
): Promise<Pipeline> {
  const limits: Limits = {
    ...loadConfig([], {}).limits,
    signInAttemptsPerMinute: 10_000,
    activationsPerMinute: 10_000,
    tokenRequestsPerMinute: 10_000,
    ...chosen,
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'coffre-pipeline-'));
  const storeRoot = path.join(folder, 'objects');
  const database = await openTestDatabase();
  const entities = [...DIRECTORY_TABLES, ...IDENTITY_TABLES, ...INGESTION_TABLES];
  const apiData = await openDataSource({ url: database.urls.api, entities, poolSize: 10 });
  const workerData = await openDataSource({ url: database.urls.worker, entities, poolSize: 6 });
  const admin = new Client({ connectionString: database.urls.admin });
  await admin.connect();

  let now = new Date(start);
  const clock = { now: () => now };
  const log: string[] = [];
  const logger = createLogger({
    level: 'debug',
    program: 'test',
    destination: { write: (line: string) => void log.push(line) },
  });
  createKekFile(path.join(folder, 'keks.json'));
  const keys = createKeyRing(loadKekFile(path.join(folder, 'keks.json')));
  const cipher = createObjectCipher();
  const store = wrapStore(createFolderStore({ root: storeRoot }));
  await store.check();
  const signer = createCheckpointSigner(createJournalKey(), ORIGIN);
  const journal = createJournal({ keys, clock, origin: ORIGIN });
  const rings: string[] = [];
  const doorbell = {
    ring: async (_queue: string, payloads: readonly Readonly<Record<string, string | number>>[]) => {
      for (const { chunkId } of payloads) if (typeof chunkId === 'string') rings.push(chunkId);
    },
  };

  const pki = path.join(folder, 'pki');
  const tsaKey = await openPki({
    dir: pki,
    sealAlgorithm: 'p256',
    tsaAlgorithm: 'p256',
    organization: 'Syndicat mixte',
    siren: '999000003',
    now,
  });
  const tsa = await serveTimestamps(createTimestampResponder(tsaKey, clock), 0);
  const pem = (file: string) => readFile(path.join(pki, file), 'utf8');
  const trust: Trust = {
    sealCa: await pem(PKI_FILES.trustedSealCa),
    tsaCa: await pem(PKI_FILES.trustedTsaCa),
    journalKey: signer.vkey,
  };
  const sealRoots = readPemCertificates(trust.sealCa);
  const tsaRoots = readPemCertificates(trust.tsaCa);
  const timestamps = createTimestampClient({
    url: tsa.url,
    roots: tsaRoots,
    clock,
    toleranceMs: 60_000,
    deadlineMs: 10_000,
    maxConnections: 8,
  });
  const sourceLimits = { bytes: limits.documentBytes, pages: limits.pagesPerDocument };
  const sealKey = loadPkcs12SealKey(
    await readFile(path.join(pki, PKI_FILES.sealP12)),
    (await pem(PKI_FILES.sealPassword)).trim(),
  );
  const pages = createPageReader({
    processes: 1,
    limits: {
      maxBytes: limits.documentBytes,
      maxPages: limits.pagesPerDocument,
      maxTextPerPage: limits.textCharactersPerPage,
    },
    maxMemory: limits.pageExtractorMemoryMebibytes,
    stepTime: limits.pageMilliseconds,
    entry: EXTRACTOR,
  });

  const cutter = createPageCutter({
    limits: { maxBytes: limits.mergedPdfBytes, maxPages: limits.pagesPerMergedPdf },
    maxMemory: limits.pageCutterMemoryMebibytes,
    stepTime: limits.pageCutMilliseconds,
    entry: CUTTER,
  });
  const renderer = createPageRenderer({
    processes: limits.pageImageProcesses,
    maxMemory: limits.pageImageMemoryMebibytes,
    pageTime: limits.pageImageMilliseconds,
    maxPixels: limits.pageImagePixels,
    entry: RENDERER,
  });

  const shared = { clock, keys, cipher, journal };
  const uow = createUnitOfWork(apiData);
  const worker: WorkerIngestionDeps = {
    ...shared,
    uow: createUnitOfWork(workerData),
    store,
    doorbell,
    logger,
    limits,
    pages,
    cutter,
    // Leases last a minute, longer than any chunk here takes.
    leases: { keep: () => ({ release: () => undefined }) },
    sealing: createDocumentSealing(
      createSealer({ key: sealKey, timestamps, clock, limits: sourceLimits }),
      sourceLimits,
      (sealed) => {
        const { status, seal } = verifyPdf(sealed, { sealRoots, tsaRoots });
        if (status !== 'verified' || seal === null || seal.level === null) return null;
        return { level: seal.level, genTime: seal.genTime };
      },
    ),
  };
  const identity = { ...shared, uow, limits };
  const { code } = await createOperator({ ...identity, uow: worker.uow }, { name: 'Syndicat mixte' });
  const outbound = createOutboundHttp({
    ports: [443],
    networks: [],
    plainHttp: false,
    deadlineMs: limits.webhookCallSeconds * 1000,
    resolve: async () => [],
    ...callable,
  });
  const verifier = createSealVerifier({
    trust: { sealRoots, tsaRoots },
    maxMemory: limits.verifyMemoryMebibytes,
    fileTime: limits.verifyMilliseconds,
    bodyTime: limits.verifyUploadSeconds * 1000,
    places: limits.verifyPlaces,
    entry: VERIFIER,
  });
  const routes = createRoutes({
    directory: {
      ...shared,
      uow,
      csvLimits: { maxBytes: limits.csvBodyBytes, maxRows: limits.agentsCsvRows },
    },
    identity,
    ingestion: { ...shared, uow, store, doorbell, logger, limits, renderer },
    webhooks: { ...shared, uow, doorbell, logger, limits, outbound },
    documents: { ...shared, uow, store },
    journal: { ...shared, uow },
    trust,
    verifier,
    portal: { uow, settings: PORTAL },
    publicUrl: PUBLIC_URL,
  });
  const app = createApp(routes, {
    gate: createGate(identity),
    rateLimiter: createRateLimiter(uow),
    once: createOnce({ ...identity, logger }),
    logger,
    settings: {
      publicUrl: PUBLIC_URL,
      trustedProxyHops: 1,
      limits: { ...limits, verifyBytes: limits.documentBytes + 2 ** 20 },
    },
    observeProblem: () => undefined,
    observeRequest: () => undefined,
  });
  const operator = await activate(app, { code });

  const takeRings = () => rings.splice(0);
  return {
    app,
    worker,
    apiUow: uow,
    limits,
    webhooks: {
      ...worker,
      limits,
      outbound,
      metrics: { observeDelivery: () => undefined, observeOldestPending: () => undefined },
    },
    urls: database.urls,
    operator,
    trust,
    storeRoot,
    takeRings,
    logged: () => log.join(''),
    moveTo: (instant) => {
      now = new Date(instant);
    },
    look: async (sql, parameters) => (await admin.query(sql, parameters)).rows,
    async settle() {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        await sweepChunks(worker);
        await dispatchChunks(worker);
        const rung = takeRings();
        if (rung.length === 0) {
          await settleCancellations(worker);
          await publishBatches(worker);
          await expireProposals(worker);
          await advanceLog({ unitOfWork: worker.uow, signer, clock });
          return;
        }
        for (const chunkId of rung) await processChunk(worker, chunkId);
      }
      throw new Error('chunks are worked on without end');
    },
    async stop() {
      await pages.close();
      await cutter.stop();
      await renderer.close();
      await verifier.close();
      timestamps.close();
      await tsa.close();
      await apiData.destroy();
      await workerData.destroy();
      await admin.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
