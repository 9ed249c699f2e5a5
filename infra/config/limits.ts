import { z } from 'zod';

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

interface Limit {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

function limit(standard: number, min = 1, max = Number.MAX_SAFE_INTEGER): Limit {
  return { default: standard, min, max };
}

/**
 * Every bound of the product: name with its unit, default, and the range in
 * which another value still makes sense. The variable of `uploadBytes` is
 * `LIMIT_UPLOAD_BYTES`, and so on.
 */
const LIMITS = {
  // Requests.
  jsonBodyBytes: limit(256 * KiB, KiB, 16 * MiB),
  csvBodyBytes: limit(32 * MiB, KiB, 512 * MiB),
  headersSeconds: limit(20, 1, 300),
  requestSeconds: limit(3600, 10, 86_400),
  idleConnectionSeconds: limit(60, 1, 3600),
  shutdownSeconds: limit(25, 1, 600),
  agentsCsvRows: limit(500_000),
  connections: limit(2_000, 10, 100_000),

  // Requests per minute of one network: an office signs in from one address.
  signInAttemptsPerMinute: limit(20),
  activationsPerMinute: limit(60),
  tokenRequestsPerMinute: limit(600),
  verificationsPerMinute: limit(30),

  // Sign-in: defaults of NIST SP 800-63B, sections 4.2.3 and 7.2.
  sessionIdleMinutes: limit(30, 1, 24 * 60),
  sessionHours: limit(12, 1, 24 * 30),
  accessTokenMinutes: limit(60, 1, 24 * 60),
  staffCodeDays: limit(30, 1, 365),

  // Requests that are repeated under one Idempotency-Key. An answer larger than that is not kept.
  idempotencyKeyHours: limit(24, 1, 24 * 30),
  idempotencyLeaseSeconds: limit(30, 1, 3600),
  idempotencyAnswerBytes: limit(8 * MiB, KiB, 64 * MiB),

  // Uploads and containers.
  uploadBytes: limit(2 * GiB, MiB),
  uploadPartBytes: limit(8 * MiB, 64 * KiB, 64 * MiB),
  uploadParts: limit(20_000, 10, 1_000_000),
  // Of one process, and of one employer among them: each holds about three parts in memory.
  uploadsAtOnce: limit(32, 1, 10_000),
  uploadsAtOnceOfEmployer: limit(16, 1, 10_000),
  // A sender slower than this, over the seconds that follow, only holds a place.
  uploadBytesPerSecond: limit(KiB, 1),
  uploadPaceSeconds: limit(30, 1, 3600),
  entriesPerArchive: limit(600_000),
  archiveExpansionRatio: limit(100),
  archiveExpandedBytes: limit(64 * GiB, MiB),
  manifestBytes: limit(256 * MiB, KiB),
  manifestFieldCharacters: limit(1_000),
  fileNamePatterns: limit(10, 1, 100),
  fileNamePatternCharacters: limit(200, 20, 1_000),

  // What waits to be worked off, over all employers: beyond it nothing more is taken in, and of
  // backfills nothing beyond their percentage of it.
  backlogBytes: limit(200 * GiB),
  backlogItems: limit(2_000_000),
  backlogBackfillPercent: limit(50, 1, 100),
  backlogRetrySeconds: limit(60, 1, 3600),

  // Documents. 64 MiB is the single PUT that Object Lock needs, less what sealing adds.
  documentBytes: limit(20 * MiB, KiB, 60 * MiB),
  pagesPerDocument: limit(500),
  textCharactersPerPage: limit(100_000),
  pageMilliseconds: limit(5_000, 100),
  pageExtractorProcesses: limit(1, 1, 256),
  pageExtractorMemoryMebibytes: limit(512, 64, 65_536),

  // Merged PDFs, held whole while slips are cut out of them.
  mergedPdfBytes: limit(256 * MiB, KiB, 2 * GiB),
  pagesPerMergedPdf: limit(20_000),
  pageCutMilliseconds: limit(30_000, 100, 600_000),
  pageCutterMemoryMebibytes: limit(768, 128, 65_536),

  // Pages drawn for a person who decides.
  pageImagePixels: limit(8_000_000, 10_000, 100_000_000),
  pageImageMilliseconds: limit(10_000, 100, 600_000),
  pageImageProcesses: limit(1, 1, 256),
  pageImageMemoryMebibytes: limit(512, 128, 65_536),
  pageImageMinutes: limit(30, 1, 24 * 60),

  // Files that anyone may have verified, a document's size and what sealing adds.
  verifyMilliseconds: limit(10_000, 100, 600_000),
  verifyMemoryMebibytes: limit(384, 128, 65_536),
  verifyUploadSeconds: limit(60, 1, 3600),
  verifyPlaces: limit(8, 1, 1000),

  // Work.
  chunkItems: limit(100, 1, 1000),
  leaseSeconds: limit(60, 5, 3600),
  crashedLeasesPerChunk: limit(3, 1, 100),
  chunksRungAhead: limit(4, 1, 1000),
  sweepSeconds: limit(5, 1, 3600),
  storageCallSeconds: limit(15, 1, 600),
  tsaCallSeconds: limit(15, 1, 600),
  blockedRetrySeconds: limit(10, 1, 3600),
  databasePoolConnections: limit(10, 1, 1000),

  // Webhooks. With these defaults eight attempts take about a day.
  webhooksPerEmployer: limit(10, 1, 1000),
  webhookCallSeconds: limit(10, 1, 120),
  webhookAttempts: limit(8, 1, 30),
  webhookRetrySeconds: limit(30, 1, 3600),
  webhookRetryHours: limit(12, 1, 72),
  webhookDisableDays: limit(5, 1, 365),
  webhookSecretHours: limit(24, 1, 24 * 30),
  webhookDeliveryDays: limit(30, 1, 365),

  // What is destroyed by itself: staged uploads, batches that nobody submitted, dry runs that nobody
  // confirmed, never a document.
  stagedUploadDays: limit(7, 1, 365),
  openBatchDays: limit(7, 1, 365),
  proposalHours: limit(24, 1, 24 * 30),
} as const satisfies Record<string, Limit>;

type LimitName = keyof typeof LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/** `uploadBytes` → `LIMIT_UPLOAD_BYTES`. */
export function limitVariable(name: string): string {
  return `LIMIT_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** One optional variable per limit. */
export const limitVariables: Readonly<Record<string, z.ZodType<number>>> = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { default: standard, min, max }]) => [
    limitVariable(name),
    wholeNumber(min, max).default(standard),
  ]),
);

export function limitsOf(parsed: Readonly<Record<string, unknown>>): Limits {
  const limits: Partial<Record<LimitName, number>> = {};
  for (const name of Object.keys(LIMITS) as LimitName[]) {
    limits[name] = z.number().parse(parsed[limitVariable(name)]);
  }
  return limits as Limits;
}

/** Decimal digits only: `1e9`, ` 7` and `0x10` are more often slips than intentions. */
export function wholeNumber(min: number, max: number): z.ZodType<number> {
  const wanted = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, wanted)
    .transform(Number)
    .refine((value) => value >= min && value <= max, wanted);
}
