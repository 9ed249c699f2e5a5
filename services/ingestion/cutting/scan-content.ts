/** What stands before an operator. Numbers, booleans and dictionaries tell nothing of what is used: NULL. */
export type Operand = ContentName | Uint8Array | readonly Operand[] | null;

export interface ContentName {
  readonly name: string;
}

export type OperatorListener = (operator: string, operands: readonly Operand[]) => void;

const REGULAR = 0;
const BLANK = 1;
const DELIMITER = 2;

/** ISO 32000-1, 7.2.2. */
const CLASS_OF = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) CLASS_OF[code] = BLANK;
for (const char of '()<>[]{}/%') CLASS_OF[char.charCodeAt(0)] = DELIMITER;

/** Character maps list hundreds of codes before one operator; nothing needs more than this. */
const MAX_OPERANDS = 65_536;
const MAX_DEPTH = 32;
/** So many bytes after an inline image must read as content, or its end was none. */
const LOOK_AHEAD = 16;

/**
 * Reads a content stream (ISO 32000-1, 7.8.2) operator by operator. What a reader would skip is skipped:
 * a stream that says nonsense uses nothing.
 */
export function scanContent(content: Uint8Array, listen: OperatorListener): void {
  new ContentScanner(content).scan(listen);
}

class ContentScanner {
  private position = 0;

  constructor(private readonly content: Uint8Array) {}

  scan(listen: OperatorListener): void {
    let operands: Operand[] = [];
    for (;;) {
      this.skipBlanks();
      const code = this.content[this.position];
      if (code === undefined) return;
      if (CLASS_OF[code] === REGULAR && !isNumeric(code)) {
        const operator = this.readWord();
        if (operator === 'BI') listen('BI', this.readInlineImage());
        else if (operator !== 'true' && operator !== 'false' && operator !== 'null') {
          listen(operator, operands);
          operands = [];
        }
      } else {
        const operand = this.readOperand(0);
        if (operands.length < MAX_OPERANDS) operands.push(operand);
      }
    }
  }

  private readOperand(depth: number): Operand {
    const { content, position } = this;
    switch (content[position]) {
      case 0x2f:
        return { name: this.readName() };
      case 0x28:
        return this.readLiteral();
      case 0x5b:
        return this.readArray(depth);
      case 0x3c:
        return content[position + 1] === 0x3c ? this.skipDictionary(depth) : this.readHex();
      default:
        if (CLASS_OF[content[position] ?? 0] === DELIMITER) this.position += 1;
        else this.skipWord();
        return null;
    }
  }

  private readArray(depth: number): Operand[] {
    const items: Operand[] = [];
    this.position += 1;
    for (;;) {
      this.skipBlanks();
      const code = this.content[this.position];
      if (code === undefined) return items;
      if (code === 0x5d) {
        this.position += 1;
        return items;
      }
      if (depth >= MAX_DEPTH) this.position += 1;
      else {
        const item = this.readOperand(depth + 1);
        if (item !== null) items.push(item);
      }
    }
  }

  private skipDictionary(depth: number): null {
    this.position += 2;
    for (;;) {
      this.skipBlanks();
      const code = this.content[this.position];
      if (code === undefined) return null;
      if (code === 0x3e) {
        this.position += this.content[this.position + 1] === 0x3e ? 2 : 1;
        return null;
      }
      if (depth >= MAX_DEPTH) this.position += 1;
      else this.readOperand(depth + 1);
    }
  }

  private readName(): string {
    this.position += 1;
    const raw = this.readWord();
    return raw.includes('#')
      ? raw.replace(/#([0-9A-Fa-f]{2})/g, (_match, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
      : raw;
  }

  private readWord(): string {
    const start = this.position;
    this.skipWord();
    return Buffer.from(this.content.buffer, this.content.byteOffset + start, this.position - start).toString(
      'latin1',
    );
  }

  private skipWord(): void {
    const { content } = this;
    while (this.position < content.length && CLASS_OF[content[this.position] ?? 0] === REGULAR)
      this.position += 1;
  }

  private skipBlanks(): void {
    const { content } = this;
    for (; this.position < content.length; this.position += 1) {
      const code = content[this.position] ?? 0;
      if (code === 0x25) {
        while (
          this.position < content.length &&
          content[this.position] !== 10 &&
          content[this.position] !== 13
        ) {
          this.position += 1;
        }
      } else if (CLASS_OF[code] !== BLANK) return;
    }
  }

  /** ISO 32000-1, 7.3.4.2. */
  private readLiteral(): Uint8Array {
    const { content } = this;
    const out: number[] = [];
    let open = 1;
    for (this.position += 1; this.position < content.length; this.position += 1) {
      const code = content[this.position] ?? 0;
      if (code === 0x5c) this.readEscape(out);
      else {
        if (code === 0x28) open += 1;
        else if (code === 0x29) open -= 1;
        if (open === 0) {
          this.position += 1;
          break;
        }
        // An end of line within a string is one line feed, however it is written.
        if (code === 13) {
          if (content[this.position + 1] === 10) this.position += 1;
          out.push(10);
        } else out.push(code);
      }
    }
    return Uint8Array.from(out);
  }

  /** Stands on the backslash before, and on the last byte of the escape after. */
  private readEscape(out: number[]): void {
    const { content } = this;
    this.position += 1;
    const code = content[this.position] ?? 0;
    const plain = ESCAPES.get(code);
    if (plain !== undefined) out.push(plain);
    else if (isOctal(code)) {
      let value = 0;
      let digits = 0;
      for (; digits < 3 && isOctal(content[this.position + digits] ?? 0); digits += 1) {
        value = value * 8 + (content[this.position + digits] ?? 0) - 0x30;
      }
      this.position += digits - 1;
      out.push(value & 0xff);
    } else if (code === 13) {
      if (content[this.position + 1] === 10) this.position += 1;
    } else if (code !== 10) out.push(code);
  }

  private readHex(): Uint8Array {
    const { content } = this;
    const digits: number[] = [];
    for (this.position += 1; this.position < content.length; this.position += 1) {
      const code = content[this.position] ?? 0;
      if (code === 0x3e) {
        this.position += 1;
        break;
      }
      const digit = hexDigit(code);
      if (digit >= 0) digits.push(digit);
    }
    return Uint8Array.from({ length: Math.ceil(digits.length / 2) }, (_, index) => {
      return (digits[2 * index] ?? 0) * 16 + (digits[2 * index + 1] ?? 0);
    });
  }

  /** The names that stand in its dictionary, its colour space among them; then its data is skipped. */
  private readInlineImage(): Operand[] {
    const names: Operand[] = [];
    for (;;) {
      this.skipBlanks();
      const code = this.content[this.position];
      if (code === undefined) return names;
      if (CLASS_OF[code] === REGULAR && !isNumeric(code)) {
        const word = this.readWord();
        if (word === 'ID') break;
      } else {
        const operand = this.readOperand(0);
        if (operand !== null) names.push(operand);
      }
    }
    this.position = this.endOfInlineData(this.position + 1);
    return names;
  }

  /** Nothing says how long the data is: the first `EI` that stands alone and is followed by content ends it. */
  private endOfInlineData(from: number): number {
    const { content } = this;
    for (let at = from; at < content.length; at += 1) {
      if (content[at] !== 0x45 || content[at + 1] !== 0x49) continue;
      const before = at === from ? BLANK : CLASS_OF[content[at - 1] ?? 0];
      const after = at + 2 >= content.length ? BLANK : CLASS_OF[content[at + 2] ?? 0];
      if (before === BLANK && after === BLANK && this.readsAsContent(at + 2)) return at + 2;
    }
    return content.length;
  }

  private readsAsContent(from: number): boolean {
    const end = Math.min(from + LOOK_AHEAD, this.content.length);
    for (let at = from; at < end; at += 1) {
      const code = this.content[at] ?? 0;
      if (code > 0x7e || (code < 0x20 && CLASS_OF[code] !== BLANK) || code === 0) return false;
    }
    return true;
  }
}

const ESCAPES = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);

function isOctal(code: number): boolean {
  return code >= 0x30 && code <= 0x37;
}

/** Digits, signs and the point begin a number, and no operator. */
function isNumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x41 && code <= 0x46) return code - 0x37;
  if (code >= 0x61 && code <= 0x66) return code - 0x57;
  return -1;
}
