import { join } from 'node:path';
import { describeFinding, type SealFinding, unreadable } from './finding';
import type { PdfVerdict, TrustAnchors } from './verdict';
import { createVerifierChild } from './verifier-child';
import { VerifierError } from './verifier-error';

export interface SealVerifierOptions {
  readonly trust: TrustAnchors;
  /** MiB of resident memory of the process that judges; it takes 70 before it reads anything. */
  readonly maxMemory: number;
  /** Milliseconds for one file. */
  readonly fileTime: number;
  /** Milliseconds in which a file arrives. */
  readonly bodyTime: number;
  /** Files in memory at a time: arriving, waiting and being judged. */
  readonly places: number;
  /** File of the verifier program, where it is not the compiled one beside this file. */
  readonly entry?: string;
}

/** Judges files that anyone may send. Nothing of them is stored or logged. */
export interface SealVerifier {
  /**
   * Takes the file in only when a place is free.
   *
   * @throws VerifierError `verifier-busy`, `verifier-unavailable`, `body-too-slow`; whatever the file's source throws
   */
  verify(file: AsyncIterable<Buffer>): Promise<SealFinding>;
  close(): Promise<void>;
}

/** A process may die of something else than the file: only one that kills it twice is to blame. */
const TRIES = 2;

export function createSealVerifier(options: SealVerifierOptions): SealVerifier {
  const { trust, maxMemory, fileTime, entry = join(__dirname, 'verifier-process.js') } = options;
  const child = createVerifierChild({ entry, maxMemory, fileTime, trust });
  let taken = 0;
  /** One file is judged at a time: whoever comes later waits for the one before. */
  let last: Promise<unknown> = Promise.resolve();

  async function judge(pdf: Buffer): Promise<PdfVerdict | 'over-limit' | 'crashed'> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await child.judge(pdf);
      if (outcome !== 'crashed' || attempt === TRIES) return outcome;
    }
  }

  async function inTurn(pdf: Buffer): Promise<PdfVerdict | 'over-limit' | 'crashed'> {
    const turn = last.then(() => judge(pdf));
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    verify: async (file) => {
      if (taken >= options.places) throw new VerifierError('verifier-busy');
      taken += 1;
      try {
        const pdf = await gather(file, options.bodyTime);
        if (!isPdf(pdf)) return unreadable('not-a-pdf');
        const outcome = await inTurn(pdf);
        if (outcome === 'over-limit') return unreadable('over-limit');
        return outcome === 'crashed' ? unreadable('processing-crash') : describeFinding(outcome);
      } finally {
        taken -= 1;
      }
    },
    close: () => child.stop(),
  };
}

/** A sender who trickles would hold a place for as long as a connection may last. */
async function gather(file: AsyncIterable<Buffer>, bodyTime: number): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new VerifierError('body-too-slow')), bodyTime);
  });
  const arriving = collect(file);
  // Whichever comes second is nobody's: once the answer is given, the connection ends under it.
  arriving.catch(() => undefined);
  try {
    return await Promise.race([arriving, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function collect(file: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of file) parts.push(part);
  return Buffer.concat(parts);
}

/** Readers look for the header in the first kilobyte (ISO 32000-1, annex H, note 13). */
function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes('%PDF-');
}
