import { inflateSync } from 'node:zlib';
import { SealingError } from '../errors';
import type { PdfDictionary, PdfValue } from './values';
import type { WorkBudget } from './work-budget';

/** One cross-reference or object stream never needs more. */
const MAX_INFLATED = 48 * 1024 * 1024;

/**
 * Data of a structure stream (cross references, objects) whose raw bytes are given.
 * Flate with PNG predictors is what writers produce; anything else is `pdf-damaged`.
 */
export function decodeStructureStream(dictionary: PdfDictionary, raw: Buffer, budget: WorkBudget): Buffer {
  const filter = single(dictionary.entries.get('Filter'));
  if (filter === undefined) return raw;
  if (filter.kind !== 'name' || (filter.value !== 'FlateDecode' && filter.value !== 'Fl')) throw damaged();
  const data = inflate(raw, budget);
  const parameters = single(dictionary.entries.get('DecodeParms') ?? dictionary.entries.get('DP'));
  return parameters?.kind === 'dictionary' ? undoPredictor(data, parameters) : data;
}

/** A filter or its parameters stand alone or in an array of one. */
function single(value: PdfValue | undefined): PdfValue | undefined {
  if (value?.kind !== 'array') return value;
  if (value.items.length > 1) throw damaged();
  return value.items[0];
}

function inflate(raw: Buffer, budget: WorkBudget): Buffer {
  const cap = Math.min(MAX_INFLATED, budget.inflatable());
  let data: Buffer;
  try {
    data = inflateSync(raw, { maxOutputLength: Math.max(cap, 1) });
  } catch (error) {
    if (isTooLarge(error)) {
      throw new SealingError('over-limit', { cause: error });
    }
    throw new SealingError('pdf-damaged', { cause: error });
  }
  budget.spendInflated(data.length);
  return data;
}

function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  );
}

function undoPredictor(data: Buffer, parameters: PdfDictionary): Buffer {
  const predictor = numberOf(parameters, 'Predictor', 1);
  if (predictor === 1) return data;
  const columns = numberOf(parameters, 'Columns', 1);
  const plain = numberOf(parameters, 'Colors', 1) === 1 && numberOf(parameters, 'BitsPerComponent', 8) === 8;
  if (predictor < 10 || !plain || columns < 1 || columns > 64) throw damaged();
  return undoPngRows(data, columns);
}

/** PNG (W3C) section 9 with one byte per pixel. */
function undoPngRows(data: Buffer, columns: number): Buffer {
  const rows = Math.floor(data.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (columns + 1)] ?? 0;
    if (filter > 4) throw damaged();
    const from = row * (columns + 1) + 1;
    const to = row * columns;
    for (let column = 0; column < columns; column++) {
      const left = column > 0 ? (out[to + column - 1] ?? 0) : 0;
      const up = row > 0 ? (out[to + column - columns] ?? 0) : 0;
      const upLeft = row > 0 && column > 0 ? (out[to + column - columns - 1] ?? 0) : 0;
      out[to + column] = (data[from + column] ?? 0) + predict(filter, left, up, upLeft);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function numberOf(dictionary: PdfDictionary, key: string, standard: number): number {
  const value = dictionary.entries.get(key);
  if (value === undefined) return standard;
  if (value.kind !== 'number') throw damaged();
  return value.value;
}

function damaged(): SealingError {
  return new SealingError('pdf-damaged');
}
