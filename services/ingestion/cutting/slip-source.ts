import { EncryptedPDFError, PDFDocument } from 'pdf-lib';
import { SealingError } from '../../sealing/errors';
import { cutSlip } from './cut-slip';
import { PageCutError, type PageCutErrorCode } from './errors';
import { createFontPrograms, type FontPrograms } from './fonts/font-programs';
import { type MergedPdf, openMergedPdf } from './merged-pdf';

/** A merged PDF as the cutting process holds it. */
export interface SlipSource {
  readonly pageCount: number;
  /** @throws PageCutError */
  cut(pages: readonly number[]): Promise<Buffer>;
}

interface Opened {
  readonly merged: MergedPdf;
  readonly programs: FontPrograms;
}

/** Object streams stay inflated while a file is open. Beyond this it is opened anew, which costs milliseconds. Bytes. */
const KEPT_INFLATED = 64 * 2 ** 20;

/**
 * Opens a merged PDF. One whose structure does not hold is written anew by the library, which reads what it
 * finds. Which of the two a slip is cut from depends on its pages alone, never on what was cut before.
 *
 * @throws PageCutError
 */
export async function openSlipSource(bytes: Buffer, maxPages: number): Promise<SlipSource> {
  const regular = createReopened(() => openMergedPdf(bytes, maxPages));
  let repairing: Promise<Reopened> | null = null;

  function repaired(): Promise<Reopened> {
    repairing ??= repair(bytes).then((whole) => createReopened(() => openMergedPdf(whole, maxPages)));
    return repairing;
  }

  /** Where both can be read they must have the same pages: a slip of another person's page is worse than none. */
  async function fallBack(damage: PageCutError, count: number | null): Promise<Reopened> {
    if (damage.code !== 'pdf-damaged') throw damage;
    const source = await repaired();
    if (count !== null && source.open().merged.pages.length !== count) throw damage;
    return source;
  }

  async function open(): Promise<{ source: Reopened; count: number | null }> {
    try {
      return { source: regular, count: regular.open().merged.pages.length };
    } catch (error) {
      return { source: await fallBack(toCutError(error), null), count: null };
    }
  }

  const first = await open();
  const pageCount = named(() => first.source.open().merged.pages.length);
  if (pageCount === 0) throw new PageCutError('pdf-damaged');
  return {
    pageCount,
    async cut(pages) {
      try {
        return first.source.cut(pages);
      } catch (error) {
        const damage = toCutError(error);
        if (first.count === null || pages.some((page) => page > pageCount)) throw damage;
        const fallback = await fallBack(damage, first.count);
        return named(() => fallback.cut(pages));
      }
    },
  };
}

interface Reopened {
  open(): Opened;
  cut(pages: readonly number[]): Buffer;
}

function createReopened(read: () => MergedPdf): Reopened {
  let opened: Opened | null = null;
  const programs = createFontPrograms();
  const open = (): Opened => {
    opened ??= { merged: read(), programs };
    return opened;
  };
  return {
    open,
    cut(pages) {
      const { merged } = open();
      try {
        return cutSlip(merged, programs, pages);
      } finally {
        if (merged.budget.inflated() > KEPT_INFLATED) opened = null;
      }
    },
  };
}

async function repair(bytes: Buffer): Promise<Buffer> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
    const whole = await document.save({
      useObjectStreams: false,
      addDefaultPage: false,
      updateFieldAppearances: false,
    });
    return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  } catch (error) {
    const encrypted = error instanceof EncryptedPDFError;
    throw new PageCutError(encrypted ? 'pdf-encrypted' : 'pdf-damaged', { cause: error });
  }
}

function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toCutError(error);
  }
}

const OF_SEALING: Readonly<Record<string, PageCutErrorCode>> = {
  'not-a-pdf': 'pdf-damaged',
  'pdf-damaged': 'pdf-damaged',
  'pdf-empty': 'pdf-damaged',
  'pdf-encrypted': 'pdf-encrypted',
  'over-limit': 'over-limit',
};

/** What our own readers name is the file's fault; anything else is a fault of ours that this file brings out. */
function toCutError(error: unknown): PageCutError {
  if (error instanceof PageCutError) return error;
  const code = error instanceof SealingError ? OF_SEALING[error.code] : undefined;
  return new PageCutError(code ?? 'processing-crash', { cause: error });
}
