import { readFileSync } from 'node:fs';
import { errorCode } from '../error-code';
import type { Clock } from '../ports/clock';

/** How long a read offset stands before the file is looked at again. */
const OFFSET_MAX_AGE_MS = 200;

export interface SystemClockOptions {
  /**
   * File holding one signed integer, milliseconds to add to the machine's time.
   * Every process of a test reads the same file, so that thirty years pass for
   * all of them at once. The composition passes it under test only.
   */
  readonly offsetFile?: string;
}

/**
 * Business time from the machine's clock.
 *
 * With an offset file, a change is seen within 200 ms. An absent file is an
 * offset of 0; an empty one is being rewritten, the last offset stands; any
 * other text throws: a test that moves time wrongly must not pass.
 */
export function createSystemClock(options: SystemClockOptions = {}): Clock {
  const { offsetFile } = options;
  if (offsetFile === undefined) return { now: () => new Date() };

  const readOffset = createOffsetReader(offsetFile);
  return { now: () => new Date(Date.now() + readOffset()) };
}

function createOffsetReader(file: string): () => number {
  let offset = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    const at = performance.now();
    if (at - readAt >= OFFSET_MAX_AGE_MS) {
      const text = readIfPresent(file).trim();
      if (text !== '') offset = parseOffset(text);
      readAt = at;
    }
    return offset;
  };
}

function readIfPresent(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '0';
    throw error;
  }
}

function parseOffset(text: string): number {
  if (!/^[+-]?\d{1,15}$/.test(text)) throw new Error('clock offset file does not hold an integer');
  return Number(text);
}
