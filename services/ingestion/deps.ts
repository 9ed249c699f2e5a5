import type { ObjectCipher } from '../../infra/ports/cipher';
import type { Clock } from '../../infra/ports/clock';
import type { Doorbell } from '../../infra/ports/doorbell';
import type { KeyRing } from '../../infra/ports/key-ring';
import type { Logger } from '../../infra/ports/logger';
import type { ObjectStore } from '../../infra/ports/object-store';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { Journal } from '../journal/append-entries';
import type { LeaseKeeper } from './chunks/lease-keeper';
import type { PageCutter } from './cutting/page-cutter';
import type { DocumentSealing } from './deposit/document-sealing';
import type { PageReader } from './page-text/page-reader';

/** Bounds of a batch's way, each enforced before its cost is paid. Values are configuration. */
export interface IngestionLimits {
  readonly uploadBytes: number;
  readonly uploadPartBytes: number;
  readonly uploadParts: number;
  readonly entriesPerArchive: number;
  readonly archiveExpansionRatio: number;
  readonly archiveExpandedBytes: number;
  readonly manifestBytes: number;
  readonly manifestFieldCharacters: number;
  readonly fileNamePatterns: number;
  readonly fileNamePatternCharacters: number;
  readonly documentBytes: number;
  readonly pagesPerDocument: number;
  readonly mergedPdfBytes: number;
  readonly pagesPerMergedPdf: number;
  readonly pageExtractorProcesses: number;
  readonly chunkItems: number;
  readonly leaseSeconds: number;
  readonly tsaCallSeconds: number;
  readonly storageCallSeconds: number;
  readonly crashedLeasesPerChunk: number;
  readonly chunksRungAhead: number;
  readonly blockedRetrySeconds: number;
  readonly stagedUploadDays: number;
  readonly openBatchDays: number;
  readonly backlogBytes: number;
  readonly backlogItems: number;
  /** Of the two before: a backfill is turned away from there on. */
  readonly backlogBackfillPercent: number;
  readonly backlogRetrySeconds: number;
  readonly proposalHours: number;
  readonly pageImageMinutes: number;
}

/** What taking in and reading batches needs: the API's side. */
export interface IngestionDeps {
  readonly uow: UnitOfWork;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
  readonly store: ObjectStore;
  readonly journal: Journal;
  readonly doorbell: Doorbell;
  readonly logger: Logger;
  readonly limits: IngestionLimits;
}

/** What the stages of a batch need beside that. */
export interface WorkerIngestionDeps extends IngestionDeps {
  readonly sealing: DocumentSealing;
  readonly pages: PageReader;
  readonly cutter: PageCutter;
  readonly leases: LeaseKeeper;
}

/** The worker acts for nobody in particular; what it does is journaled as the system's. */
export const SYSTEM: Actor = { scope: { kind: 'system' }, role: 'system', id: null };
