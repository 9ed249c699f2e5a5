import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSystemClock } from '../infra/clock/system-clock';
import { loadConfig } from '../infra/config/load-config';
import { readLogo } from '../infra/config/read-logo';
import { loadKekFile } from '../infra/encryption/kek-file';
import { createKeyRing } from '../infra/encryption/key-ring';
import { createObjectCipher } from '../infra/encryption/object-cipher';
import { openOutbound } from '../infra/http/open-outbound';
import { openDataSource } from '../infra/postgres/data-source';
import { createRateLimiter } from '../infra/postgres/rate-limiter';
import { createUnitOfWork } from '../infra/postgres/unit-of-work';
import { describeFailure } from '../infra/process/describe-failure';
import { shutDownOnSignal } from '../infra/process/shutdown';
import { createQueueBackend } from '../infra/queue/create-queue-backend';
import { openStore } from '../infra/storage/open-store';
import { createLogger } from '../infra/telemetry/create-logger';
import { createMetrics } from '../infra/telemetry/create-metrics';
import { startOperationsServer } from '../infra/telemetry/operations-server';
import { createApp } from './api/app';
import { createGate, createOnce } from './api/gate';
import { listen } from './api/listen';
import { createRoutes } from './api/routes';
import { DIRECTORY_TABLES } from './directory/tables';
import { ANONYMOUS, type IdentityDeps } from './identity/deps';
import { IDENTITY_TABLES } from './identity/tables';
import { measureBacklog } from './ingestion/batches/backlog';
import { createPageRenderer } from './ingestion/page-image/page-renderer';
import { INGESTION_TABLES } from './ingestion/tables';
import { createJournal } from './journal/append-entries';
import { originOf } from './journal/origin';
import { readPemCertificates } from './sealing/verify/pem';
import { createSealVerifier } from './sealing/verify/seal-verifier';

/** Bytes: signature, timestamp token and cross-references, far from ever so many. */
const SEALING_ADDS = 2 ** 20;

/** The API process: everything is wired here, and nowhere else. */
async function main(): Promise<void> {
  const config = loadConfig([
    'apiDatabaseUrl',
    'queue',
    'store',
    'kekFile',
    'trust',
    'publicUrl',
    'portal',
    'webhooks',
  ]);
  const logger = createLogger({ level: config.logLevel, program: 'api' });
  for (const warning of config.warnings) logger.warn({}, warning);

  const clock = createSystemClock(
    config.clockOffsetFile === null ? {} : { offsetFile: config.clockOffsetFile },
  );
  const keys = createKeyRing(loadKekFile(config.kekFile));
  const cipher = createObjectCipher();
  const store = openStore(config.store, config.limits.storageCallSeconds);
  await store.check();
  const dataSource = await openDataSource({
    url: config.apiDatabaseUrl,
    entities: [...DIRECTORY_TABLES, ...IDENTITY_TABLES, ...INGESTION_TABLES],
    poolSize: config.limits.databasePoolConnections,
  });
  const uow = createUnitOfWork(dataSource);
  const journalKey = readFileSync(config.trust.journalVkeyFile, 'utf8').trim();
  const journal = createJournal({ keys, clock, origin: originOf(journalKey) });
  const queue = createQueueBackend(config.queue, { logger, drainSeconds: config.limits.shutdownSeconds });
  const metrics = createMetrics('api');
  metrics.watchBacklog(() => uow.run(ANONYMOUS, measureBacklog));

  const renderer = createPageRenderer({
    processes: config.limits.pageImageProcesses,
    maxMemory: config.limits.pageImageMemoryMebibytes,
    pageTime: config.limits.pageImageMilliseconds,
    maxPixels: config.limits.pageImagePixels,
  });

  const shared = { uow, clock, keys, cipher, journal };
  const identity: IdentityDeps = { ...shared, limits: config.limits };
  const webhooks = {
    ...shared,
    doorbell: queue.doorbell,
    logger,
    limits: config.limits,
    outbound: openOutbound(config.webhooks, config.limits.webhookCallSeconds),
  };
  const trust = {
    sealCa: readFileSync(config.trust.sealCaFile, 'utf8'),
    tsaCa: readFileSync(config.trust.tsaCaFile, 'utf8'),
  };
  const verifier = createSealVerifier({
    trust: { sealRoots: readPemCertificates(trust.sealCa), tsaRoots: readPemCertificates(trust.tsaCa) },
    maxMemory: config.limits.verifyMemoryMebibytes,
    fileTime: config.limits.verifyMilliseconds,
    bodyTime: config.limits.verifyUploadSeconds * 1000,
    places: config.limits.verifyPlaces,
  });
  const routes = createRoutes({
    directory: {
      ...shared,
      csvLimits: { maxBytes: config.limits.csvBodyBytes, maxRows: config.limits.agentsCsvRows },
    },
    identity,
    ingestion: { ...shared, store, doorbell: queue.doorbell, logger, limits: config.limits, renderer },
    webhooks,
    documents: { ...shared, store },
    journal: shared,
    trust: { ...trust, journalKey },
    verifier,
    portal: {
      uow,
      settings: { ...config.portal, logo: readLogo(config.portal.logoFile), publicUrl: config.publicUrl },
    },
    publicUrl: config.publicUrl,
  });
  const context = {
    gate: createGate(identity),
    rateLimiter: createRateLimiter(uow),
    once: createOnce({ ...identity, logger }),
    logger,
    settings: {
      publicUrl: config.publicUrl,
      trustedProxyHops: config.trustedProxyHops,
      // Whatever was taken in can be verified, with what sealing added.
      limits: { ...config.limits, verifyBytes: config.limits.documentBytes + SEALING_ADDS },
    },
    observeProblem: metrics.observeProblem,
    observeRequest: metrics.observeRequest,
  };
  const app = createApp(routes, context, path.join(__dirname, '../portal'));
  const server = await listen(app, { ...config.limits, host: config.host, port: config.port });
  const operations = await startOperationsServer({
    port: config.operationsPort,
    registry: metrics.registry,
    checks: {
      database: () => uow.run(ANONYMOUS, (tx) => tx.query('select 1')),
      storage: () => store.check(),
    },
    logger,
  });
  shutDownOnSignal({
    logger,
    deadlineSeconds: config.limits.shutdownSeconds,
    steps: [
      { name: 'http', close: () => server.close() },
      { name: 'pages', close: () => renderer.close() },
      { name: 'operations', close: () => operations.close() },
      { name: 'verifier', close: () => verifier.close() },
      { name: 'queue', close: () => queue.close() },
      { name: 'database', close: () => dataSource.destroy() },
    ],
  });
  process.stdout.write(
    `${JSON.stringify({ ready: true, port: server.port, operationsPort: operations.port })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
});
