import { SealingError } from '../errors';
import type { PdfArray, PdfDictionary, PdfName, PdfNumber, PdfString, PdfValue } from './values';
import type { WorkBudget } from './work-budget';

/** Deeper nesting is no document structure. */
const MAX_DEPTH = 64;
const MAX_WORD = 128;

const REGULAR = 0;
const BLANK = 1;
const DELIMITER = 2;

/** ISO 32000-1, 7.2.2. */
const CLASS_OF = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) CLASS_OF[code] = BLANK;
for (const char of '()<>[]{}/%') CLASS_OF[char.charCodeAt(0)] = DELIMITER;

/**
 * Reads values at a position and moves behind them. The bytes are hostile:
 * anything but well-formed syntax is `pdf-damaged`, and every token costs budget.
 */
export class ValueReader {
  constructor(
    readonly bytes: Buffer,
    public position: number,
    private readonly budget: WorkBudget,
  ) {}

  skipBlanks(): void {
    const { bytes } = this;
    const start = this.position;
    for (;;) {
      const code = bytes[this.position];
      if (code === 0x25) this.skipComment();
      else if (code !== undefined && CLASS_OF[code] === BLANK) this.position++;
      else break;
    }
    // Comments included: many objects can lead through one long run.
    this.budget.spend((this.position - start) >> 6);
  }

  readValue(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw damaged();
    this.budget.spend(1);
    this.skipBlanks();
    const { bytes, position } = this;
    switch (bytes[position]) {
      case undefined:
        throw damaged();
      case 0x3c:
        return bytes[position + 1] === 0x3c ? this.readDictionary(depth) : this.readHexString();
      case 0x5b:
        return this.readArray(depth);
      case 0x28:
        return this.readLiteralString();
      case 0x2f:
        return this.readName();
      default:
        return this.readNumberReferenceOrKeyword();
    }
  }

  /** A value that must be a whole number ≥ 0, such as an object number or offset. */
  readWholeNumber(): number {
    const value = this.readWord();
    if (value.kind !== 'number' || !Number.isSafeInteger(value.value) || value.value < 0) throw damaged();
    return value.value;
  }

  readKeyword(expected: string): void {
    const word = this.readWord();
    if (word.kind !== 'keyword' || word.value !== expected) throw damaged();
  }

  /** True, and moves behind it, where `word` stands next. */
  tryKeyword(word: string): boolean {
    this.skipBlanks();
    const end = this.position + word.length;
    if (this.bytes.toString('latin1', this.position, end) !== word) return false;
    const next = this.bytes[end];
    if (next !== undefined && CLASS_OF[next] === REGULAR) return false;
    this.position = end;
    return true;
  }

  private skipComment(): void {
    for (;;) {
      const code = this.bytes[this.position];
      if (code === undefined || code === 10 || code === 13) break;
      this.position++;
    }
  }

  private readDictionary(depth: number): PdfDictionary {
    const start = this.position;
    this.position += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipBlanks();
      const code = this.bytes[this.position];
      if (code === 0x3e && this.bytes[this.position + 1] === 0x3e) {
        this.position += 2;
        return { kind: 'dictionary', entries, start, end: this.position };
      }
      if (code !== 0x2f) throw damaged();
      const key = this.readName();
      entries.set(key.value, this.readValue(depth + 1));
    }
  }

  private readArray(depth: number): PdfArray {
    const start = this.position;
    this.position++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipBlanks();
      if (this.bytes[this.position] === 0x5d) {
        this.position++;
        return { kind: 'array', items, start, end: this.position };
      }
      items.push(this.readValue(depth + 1));
    }
  }

  private readHexString(): PdfString {
    const start = this.position;
    const close = this.bytes.indexOf(0x3e, start);
    if (close < 0) throw damaged();
    this.budget.spend((close - start) >> 6);
    this.position = close + 1;
    return { kind: 'string', start, end: this.position };
  }

  private readLiteralString(): PdfString {
    const start = this.position;
    let open = 0;
    for (let at = start; at < this.bytes.length; at++) {
      const code = this.bytes[at];
      if (code === 0x5c) at++;
      else if (code === 0x28) open++;
      else if (code === 0x29 && --open === 0) {
        this.budget.spend((at - start) >> 6);
        this.position = at + 1;
        return { kind: 'string', start, end: this.position };
      }
    }
    throw damaged();
  }

  private readName(): PdfName {
    const start = this.position;
    const end = this.endOfWord(start + 1);
    const raw = this.bytes.toString('latin1', start + 1, end);
    const value = raw.includes('#')
      ? raw.replace(/#([0-9A-Fa-f]{2})/g, (_match: string, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
      : raw;
    this.position = end;
    return { kind: 'name', value, start, end };
  }

  private readNumberReferenceOrKeyword(): PdfValue {
    const first = this.readWord();
    if (first.kind !== 'number' || !isObjectNumber(first.value)) return first;
    const after = this.position;
    const generation = this.tryWholeWord();
    if (generation !== null && this.tryKeyword('R')) {
      return {
        kind: 'reference',
        number: first.value,
        generation,
        start: first.start,
        end: this.position,
      };
    }
    this.position = after;
    return first;
  }

  private tryWholeWord(): number | null {
    this.skipBlanks();
    const end = this.endOfWord(this.position);
    const word = this.bytes.toString('latin1', this.position, end);
    if (!/^\d{1,5}$/.test(word)) return null;
    this.position = end;
    return Number(word);
  }

  private readWord(): PdfNumber | Extract<PdfValue, { kind: 'keyword' }> {
    this.skipBlanks();
    const start = this.position;
    const end = this.endOfWord(start);
    if (end === start) throw damaged();
    const text = this.bytes.toString('latin1', start, end);
    this.position = end;
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)
      ? { kind: 'number', value: Number(text), start, end }
      : { kind: 'keyword', value: text, start, end };
  }

  private endOfWord(from: number): number {
    let at = from;
    while (at < this.bytes.length && CLASS_OF[this.bytes[at] ?? 0] === REGULAR) {
      if (at - from > MAX_WORD) throw damaged();
      at++;
    }
    return at;
  }
}

function isObjectNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function damaged(): SealingError {
  return new SealingError('pdf-damaged');
}
