import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { createSystemClock } from '../infra/clock/system-clock';
import { loadConfig } from '../infra/config/load-config';
import { loadKekFile } from '../infra/encryption/kek-file';
import { createKeyRing } from '../infra/encryption/key-ring';
import { createObjectCipher } from '../infra/encryption/object-cipher';
import { openOutbound } from '../infra/http/open-outbound';
import { openMailer } from '../infra/mail/open-mailer';
import { openDataSource } from '../infra/postgres/data-source';
import { startLeaseKeeper } from '../infra/postgres/lease-keeper';
import { createUnitOfWork } from '../infra/postgres/unit-of-work';
import { readPrivateFile } from '../infra/private-file';
import { describeFailure } from '../infra/process/describe-failure';
import { shutDownOnSignal } from '../infra/process/shutdown';
import { createQueueBackend } from '../infra/queue/create-queue-backend';
import { openStore } from '../infra/storage/open-store';
import { createLogger } from '../infra/telemetry/create-logger';
import { createMetrics } from '../infra/telemetry/create-metrics';
import { startOperationsServer } from '../infra/telemetry/operations-server';
import { createWebhookMetrics } from '../infra/telemetry/webhook-metrics';
import { DIRECTORY_TABLES } from '../services/directory/tables';
import { forgetRequests } from '../services/identity/idempotency/forget-requests';
import { IDENTITY_TABLES } from '../services/identity/tables';
import { endAbandonedBatches } from '../services/ingestion/batches/end-abandoned-batches';
import { expireProposals } from '../services/ingestion/batches/expire-proposals';
import { publishBatches } from '../services/ingestion/batches/publish-batches';
import { settleCancellations } from '../services/ingestion/batches/settle-cancellations';
import { dispatchChunks } from '../services/ingestion/chunks/dispatch-chunks';
import { RENEW_LEASES } from '../services/ingestion/chunks/lease-keeper';
import { sweepChunks } from '../services/ingestion/chunks/sweep-chunks';
import { createPageCutter } from '../services/ingestion/cutting/page-cutter';
import { createDocumentSealing, type SealCheck } from '../services/ingestion/deposit/create-document-sealing';
import type { WorkerIngestionDeps } from '../services/ingestion/deps';
import { sendNotices } from '../services/ingestion/notices/send-notices';
import { discardPageImages } from '../services/ingestion/page-image/stored-images';
import { createPageReader } from '../services/ingestion/page-text/page-reader';
import { discardStaging } from '../services/ingestion/staging/discard-staging';
import { discardUploads } from '../services/ingestion/staging/discard-uploads';
import { INGESTION_TABLES } from '../services/ingestion/tables';
import { deliverWebhooks } from '../services/ingestion/webhooks/deliver-webhooks';
import { discardWebhookEvents } from '../services/ingestion/webhooks/discard-events';
import { advanceLog } from '../services/journal/advance-log';
import { createJournal } from '../services/journal/append-entries';
import { openCheckpointSigner } from '../services/journal/open-signer';
import { createSealer } from '../services/sealing/seal-document';
import { loadPkcs12SealKey } from '../services/sealing/seal-key';
import { createTimestampClient } from '../services/sealing/timestamp-client';
import { readPemCertificates } from '../services/sealing/verify/pem';
import type { TrustAnchors } from '../services/sealing/verify/verdict';
import { verifyPdf } from '../services/sealing/verify/verify-pdf';
import { createChunkProcessor } from './processors/chunk.processor';
import { createDispatchProcessor } from './processors/dispatch.processor';
import { createNotifyProcessor } from './processors/notify.processor';
import { createSequenceProcessor } from './processors/sequence.processor';
import { createWebhookProcessor } from './processors/webhook.processor';
import { QUEUES, type QueueName } from './queues';
import { startSweeping } from './sweep';

/** No claim is kept alive longer, however its process fares: work that hangs is somebody else's by then. */
const LONGEST_LEASE_SECONDS = 15 * 60;
const TSA_TOLERANCE_MS = 5 * 60 * 1000;
const TSA_CONNECTIONS = 16;

/** A worker process: everything is wired here, and nowhere else. */
async function main(): Promise<void> {
  const config = loadConfig([
    'workerDatabaseUrl',
    'queue',
    'store',
    'kekFile',
    'journalKeyFile',
    'tsa',
    'seal',
    'trust',
    'mail',
    'publicUrl',
    'webhooks',
  ]);
  const { limits } = config;
  const logger = createLogger({ level: config.logLevel, program: 'worker' });
  for (const warning of config.warnings) logger.warn({}, warning);

  const clock = createSystemClock(
    config.clockOffsetFile === null ? {} : { offsetFile: config.clockOffsetFile },
  );
  const keys = createKeyRing(loadKekFile(config.kekFile));
  const journalKey = readPrivateFile(config.journalKeyFile).toString('utf8');
  const sealKey = loadPkcs12SealKey(
    readPrivateFile(config.seal.p12File),
    readPrivateFile(config.seal.passwordFile).toString('utf8').trim(),
  );
  const cipher = createObjectCipher();
  const store = openStore(config.store, limits.storageCallSeconds);
  await store.check();
  const dataSource = await openDataSource({
    url: config.workerDatabaseUrl,
    entities: [...DIRECTORY_TABLES, ...IDENTITY_TABLES, ...INGESTION_TABLES],
    poolSize: limits.databasePoolConnections,
  });
  const uow = createUnitOfWork(dataSource);
  const signer = openCheckpointSigner(journalKey, readFileSync(config.trust.journalVkeyFile, 'utf8'));
  const journal = createJournal({ keys, clock, origin: signer.origin });
  const queue = createQueueBackend(config.queue, { logger, drainSeconds: limits.shutdownSeconds });
  const leases = startLeaseKeeper(
    {
      url: config.workerDatabaseUrl,
      sql: RENEW_LEASES,
      leaseSeconds: limits.leaseSeconds,
      longestSeconds: LONGEST_LEASE_SECONDS,
    },
    logger,
  );

  const sourceLimits = { bytes: limits.documentBytes, pages: limits.pagesPerDocument };
  const tsaRoots = readPemCertificates(readFileSync(config.trust.tsaCaFile, 'utf8'));
  const timestamps = createTimestampClient({
    url: config.tsa.url,
    roots: tsaRoots,
    clock,
    toleranceMs: TSA_TOLERANCE_MS,
    deadlineMs: limits.tsaCallSeconds * 1000,
    maxConnections: TSA_CONNECTIONS,
  });
  const pages = createPageReader({
    processes: limits.pageExtractorProcesses,
    limits: {
      maxBytes: limits.documentBytes,
      maxPages: limits.pagesPerDocument,
      maxTextPerPage: limits.textCharactersPerPage,
    },
    maxMemory: limits.pageExtractorMemoryMebibytes,
    stepTime: limits.pageMilliseconds,
  });
  const cutter = createPageCutter({
    limits: { maxBytes: limits.mergedPdfBytes, maxPages: limits.pagesPerMergedPdf },
    maxMemory: limits.pageCutterMemoryMebibytes,
    stepTime: limits.pageCutMilliseconds,
  });
  const shared = { uow, clock, keys, cipher, logger };
  const ingestion: WorkerIngestionDeps = {
    ...shared,
    store,
    journal,
    doorbell: queue.doorbell,
    limits,
    pages,
    cutter,
    leases,
    sealing: createDocumentSealing(
      createSealer({ key: sealKey, timestamps, clock, limits: sourceLimits }),
      sourceLimits,
      checkSeal({
        sealRoots: readPemCertificates(readFileSync(config.trust.sealCaFile, 'utf8')),
        tsaRoots,
      }),
    ),
  };
  const notices = {
    ...shared,
    mailer: openMailer(config.mail, clock),
    publicUrl: config.publicUrl,
  };
  const metrics = createMetrics('worker');
  const webhooks = {
    ...shared,
    journal,
    doorbell: queue.doorbell,
    limits,
    outbound: openOutbound(config.webhooks, limits.webhookCallSeconds),
    metrics: createWebhookMetrics(metrics.registry),
  };
  const log = { unitOfWork: uow, signer, clock };

  const chunk = createChunkProcessor(ingestion);
  const handlers: Record<QueueName, (payload: unknown) => Promise<void>> = {
    expand: chunk,
    match: chunk,
    deposit: chunk,
    settle: chunk,
    dispatch: createDispatchProcessor(ingestion),
    notify: createNotifyProcessor(notices),
    webhook: createWebhookProcessor(webhooks),
    sequence: createSequenceProcessor(log),
  };
  for (const [name, { concurrency }] of Object.entries(QUEUES)) {
    queue.createWorker(name, { concurrency, handler: handlers[name as QueueName] });
  }
  // Loops of their own: a mail server that hangs must not keep lost work from being found.
  const loops = [
    startSweeping(limits.sweepSeconds, logger, async () => {
      await sweepChunks(ingestion);
      await dispatchChunks(ingestion);
    }),
    startSweeping(limits.sweepSeconds, logger, () => advanceLog(log)),
    startSweeping(limits.sweepSeconds, logger, () => settleCancellations(ingestion)),
    startSweeping(limits.sweepSeconds, logger, () => publishBatches(ingestion)),
    startSweeping(limits.sweepSeconds, logger, () => expireProposals(ingestion)),
    startSweeping(limits.sweepSeconds, logger, () => endAbandonedBatches(ingestion)),
    startSweeping(limits.sweepSeconds, logger, () => sendNotices(notices)),
    startSweeping(limits.sweepSeconds, logger, () => deliverWebhooks(webhooks)),
    startSweeping(limits.sweepSeconds, logger, () => discardWebhookEvents(webhooks)),
    startSweeping(limits.sweepSeconds, logger, () => discardStaging(ingestion)),
    startSweeping(limits.sweepSeconds, logger, () => discardUploads(ingestion)),
    startSweeping(limits.sweepSeconds, logger, () => discardPageImages(ingestion)),
    startSweeping(limits.sweepSeconds, logger, () => forgetRequests(ingestion)),
  ];

  const operations = await startOperationsServer({
    port: config.operationsPort,
    registry: metrics.registry,
    checks: { database: () => dataSource.query('select 1'), storage: () => store.check() },
    logger,
  });
  shutDownOnSignal({
    logger,
    deadlineSeconds: limits.shutdownSeconds,
    steps: [
      { name: 'sweepers', close: () => Promise.all(loops.map((loop) => loop.stop())) },
      { name: 'queue', close: () => queue.close() },
      { name: 'pages', close: () => pages.close() },
      { name: 'cutter', close: () => cutter.stop() },
      { name: 'leases', close: () => leases.close() },
      { name: 'timestamps', close: async () => timestamps.close() },
      { name: 'operations', close: () => operations.close() },
      { name: 'database', close: () => dataSource.destroy() },
    ],
  });
  process.stdout.write(`${JSON.stringify({ ready: true, operationsPort: operations.port })}\n`);
}

/** What the independent verifier says of a sealed file that an earlier attempt left. */
function checkSeal(anchors: TrustAnchors): SealCheck {
  return (sealed) => {
    const { status, seal } = verifyPdf(sealed, anchors);
    if (status !== 'verified' || seal === null || seal.level === null) return null;
    return { level: seal.level, genTime: seal.genTime };
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
});
