import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { createSystemClock } from '../../infra/clock/system-clock';
import { loadConfig } from '../../infra/config/load-config';
import { loadKekFile } from '../../infra/encryption/kek-file';
import { createKeyRing } from '../../infra/encryption/key-ring';
import { createObjectCipher } from '../../infra/encryption/object-cipher';
import { openDataSource } from '../../infra/postgres/data-source';
import { createUnitOfWork } from '../../infra/postgres/unit-of-work';
import { openStore } from '../../infra/storage/open-store';
import { SYSTEM } from '../../services/ingestion/deps';
import { auditLog } from '../../services/journal/audit-log';
import { createCheckpointSigner } from '../../services/journal/checkpoint';
import { originOf } from '../../services/journal/origin';
import { readPemCertificates } from '../../services/sealing/verify/pem';
import { reconcileObjects } from '../../services/vaults/reconcile-objects';
import { searchForPersonalData } from './oracle-privacy';
import {
  checkVersions,
  groupBy,
  type OracleParts,
  readStoredDocuments,
  type StoredDocument,
  type StoredVersions,
} from './oracle-store';
import { judgePdf } from './pdf-judges';
import type { TestStack } from './stack';
import { batchesOf, type LedgerBatch, type LedgerClient, sha256 } from './stack-client';

/** What the oracle saw. `faults` is empty where all of it held. */
export interface OracleReport extends StoredVersions {
  readonly faults: readonly string[];
  readonly batches: number;
  readonly items: number;
  readonly documents: number;
  readonly leaves: number;
  /** Of `surplus`: found by reconciliation, now. */
  readonly reconciled: number;
  /** Bytes of logs, tables, queue and files that were searched for personal data. */
  readonly searchedBytes: number;
}

interface ReportRow {
  readonly file: string;
  readonly state: string;
  readonly code: string | null;
  readonly payrollNumber: string | null;
  readonly documentId: string | null;
}

const SETTLE_ATTEMPTS = 150;

/**
 * Compares what the client was promised with everything that is kept: PostgreSQL,
 * object storage (read again, decrypted, hashed), journal leaves. Each document is
 * exactly once in each vault that it belongs to; no version is unknown; what logs,
 * queue and files hold names nobody. To be asked when every batch has ended.
 *
 * @param verified kept between two calls, spares verifying the same seals again
 */
export async function askOracle(
  stack: TestStack,
  client: LedgerClient,
  verified = new Set<string>(),
): Promise<OracleReport> {
  const faults: string[] = [];
  const config = loadConfig(
    ['workerDatabaseUrl', 'store', 'kekFile', 'journalKeyFile', 'trust'],
    stack.environment,
  );
  const admin = new Client({ connectionString: stack.adminUrl });
  const source = await openDataSource({ url: config.workerDatabaseUrl, entities: [], poolSize: 4 });
  await admin.connect();
  try {
    const uow = createUnitOfWork(source);
    const anchorsIn = (file: string) => readPemCertificates(readFileSync(file, 'utf8'));
    const parts: OracleParts = {
      admin,
      uow,
      keys: createKeyRing(loadKekFile(config.kekFile)),
      cipher: createObjectCipher(),
      store: openStore(config.store, 15),
      anchors: { sealRoots: anchorsIn(config.trust.sealCaFile), tsaRoots: anchorsIn(config.trust.tsaCaFile) },
      verified,
      fault: (sentence) => faults.push(sentence),
    };
    await waitUntilSettled(parts);
    const { registered } = await reconcileObjects(
      { uow, store: parts.store, clock: createSystemClock() },
      SYSTEM,
    );
    const again = await reconcileObjects({ uow, store: parts.store, clock: createSystemClock() }, SYSTEM);
    if (again.registered !== 0) faults.push('a second reconciliation found more');
    const documents = await readStoredDocuments(parts);
    const owed = await checkLedger(parts, client, documents);
    const versions = await checkVersions(parts);
    const origin = originOf(readFileSync(config.trust.journalVkeyFile, 'utf8'));
    const signer = createCheckpointSigner(readFileSync(config.journalKeyFile, 'utf8'), origin);
    const audit = await auditLog({ unitOfWork: uow, keys: parts.keys, signer });
    for (const { fault, index } of audit.faults) faults.push(`journal: ${fault} at ${index}`);
    await checkJournal(parts, documents, audit.published);
    await judgeSample(parts, config.trust, documents);
    const searchedBytes = await searchForPersonalData({
      admin,
      client,
      folder: stack.folder,
      redisUrl: stack.redis?.url ?? null,
      fault: parts.fault,
    });
    return {
      faults,
      batches: client.ledger.length,
      items: owed,
      documents: documents.length,
      leaves: audit.published,
      reconciled: registered,
      searchedBytes,
      ...versions,
    };
  } finally {
    await admin.end();
    await source.destroy();
  }
}

/** The sequencer works behind the deposits. */
async function waitUntilSettled({ admin, fault }: OracleParts): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await admin.query<{ chunks: number; pending: number; unpublished: number }>(
      `select (select count(*)::int from chunk where state <> 'done') as chunks,
         (select count(*)::int from journal_pending) as pending,
         (select count(*)::int from journal_leaf) - coalesce((select max(size) from journal_checkpoint), 0)::int
           as unpublished`,
    );
    const [left] = rows;
    if (left?.chunks === 0 && left.pending === 0 && left.unpublished === 0) return;
    if (attempt === SETTLE_ATTEMPTS) return fault(`not settled: ${JSON.stringify(left)}`);
    await delay(100);
  }
}

/** Every item that was promised has its true outcome, and every document was promised. @returns items owed */
async function checkLedger(
  { fault }: OracleParts,
  client: LedgerClient,
  documents: readonly StoredDocument[],
): Promise<number> {
  const stored = new Map(documents.map((document) => [document.id, document]));
  const owned = new Set<string>();
  let owed = 0;
  for (const batch of client.ledger) {
    owed += batch.items.size;
    for (const row of await checkReport(client, batch, fault)) {
      const item = batch.items.get(row.file);
      if (item === undefined || !(row.state === 'deposited' || row.state === 'to-print')) continue;
      const document = stored.get(row.documentId ?? '');
      if (document === undefined) fault(`${batch.id}: a deposited item without a document`);
      else if (owned.has(document.id)) fault(`document ${document.id} stands for two items`);
      else if (document.inputSha256 !== sha256(item.bytes)) fault(`document ${document.id}: of other bytes`);
      else if (!document.sealed.subarray(0, item.bytes.length).equals(item.bytes)) {
        fault(`document ${document.id}: does not begin with what was sent`);
      } else owned.add(document.id);
    }
  }
  for (const { id } of documents) if (!owned.has(id)) fault(`document ${id} was never sent`);
  return owed;
}

async function checkReport(
  client: LedgerClient,
  batch: LedgerBatch,
  fault: (sentence: string) => void,
): Promise<ReportRow[]> {
  const view = await client.status(batch);
  const { items } = await batch.employer.payroll.get<{ items: ReportRow[] }>(
    `${batchesOf(batch.employer)}/${batch.id}/report`,
  );
  const name = `batch ${batch.id}`;
  if (view.state !== 'completed' || view.blocked !== null) fault(`${name} is ${view.state}`);
  const sum = Object.values(view.counts).reduce((total, count) => total + count, 0);
  if (sum !== view.received || items.length !== view.received || (view.counts.pending ?? 0) !== 0) {
    fault(`${name}: ${view.received} received, ${JSON.stringify(view.counts)}, ${items.length} rows`);
  }
  if (view.received !== batch.items.size)
    fault(`${name}: ${batch.items.size} sent, ${view.received} received`);
  for (const { file, state, code, payrollNumber } of items) {
    const expected = batch.items.get(file)?.expected;
    const right = expected !== undefined && (state === expected.state || state === expected.alsoAcceptable);
    const reached = state !== 'deposited' || payrollNumber === expected?.payrollNumber;
    if (!right || !reached) fault(`${name}, ${file}: ${state} ${code ?? ''}, expected ${expected?.state}`);
  }
  return items;
}

/** One leaf for each deposit and vault, and it says what is stored. */
async function checkJournal(
  { admin, fault }: OracleParts,
  documents: readonly StoredDocument[],
  published: number,
): Promise<void> {
  const { rows } = await admin.query<{
    document_id: string;
    subject_id: string;
    payload: string;
    index: string | null;
  }>(
    `select e.document_id, e.subject_id, e.payload, l.index from journal_entry e
     left join journal_leaf l on l.entry_id = e.id where e.action = 'deposit' and e.outcome = 'done'`,
  );
  const { rows: counts } = await admin.query<{ entries: number }>(
    'select count(*)::int as entries from journal_entry',
  );
  if (counts[0]?.entries !== published)
    fault(`journal: ${counts[0]?.entries} entries, ${published} published leaves`);
  const byDocument = groupBy(rows, (row) => row.document_id);
  for (const document of documents) {
    const entries = byDocument.get(document.id) ?? [];
    byDocument.delete(document.id);
    const vaults = entries.map((entry) => entry.subject_id).sort();
    if (vaults.join() !== [...document.versions.keys()].sort().join()) {
      fault(
        `document ${document.id}: ${entries.length} deposits journaled for ${document.versions.size} vaults`,
      );
    }
    for (const { subject_id, payload, index } of entries) {
      const told: { document: Record<string, string> } = JSON.parse(payload);
      const same =
        told.document.objectVersion === document.versions.get(subject_id) &&
        told.document.sealedSha256 === document.sealedSha256 &&
        told.document.inputSha256 === document.inputSha256;
      if (!same || index === null) fault(`document ${document.id}: the journal tells another deposit`);
    }
  }
  for (const id of byDocument.keys()) fault(`document ${id}: journaled, but not there`);
}

/** A judge that shares nothing with the product, on one of the documents. */
async function judgeSample(
  { fault }: OracleParts,
  trust: { readonly sealCaFile: string; readonly tsaCaFile: string },
  documents: readonly StoredDocument[],
): Promise<void> {
  const sample = documents.at(-1);
  if (sample === undefined) return;
  const { qpdfOk, signatures } = await judgePdf(sample.sealed, {
    sealCa: readFileSync(trust.sealCaFile, 'utf8'),
    tsaCa: readFileSync(trust.tsaCaFile, 'utf8'),
  });
  const seal = signatures.at(-1);
  const sound = seal?.valid && seal.trusted && seal.totalDocument && seal.cades && seal.timestamp === true;
  if (!qpdfOk || !sound) fault(`document ${sample.id}: refused by qpdf, pdfsig or openssl`);
}
