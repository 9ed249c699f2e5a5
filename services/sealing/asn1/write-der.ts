/** DER (X.690) of what the signer writes. Values are concatenated once, by the outermost caller. */
export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  let length = 0;
  for (const content of contents) length += content.length;
  return Buffer.concat([header(tag, length), ...contents]);
}

export const sequence = (...items: readonly Buffer[]) => der(0x30, ...items);
export const octetString = (content: Buffer) => der(0x04, content);
export const nullValue = () => der(0x05);

/** Elements in the order of their encodings (X.690, 11.6). */
export const setOf = (...items: readonly Buffer[]) => der(0x31, ...[...items].sort(Buffer.compare));

/** Of an unsigned big-endian number: shortest form, never negative. */
export function unsignedInteger(value: Buffer): Buffer {
  let at = 0;
  while (at < value.length - 1 && value[at] === 0) at++;
  const shortest = value.subarray(at);
  return (shortest[0] ?? 0) > 127 ? der(0x02, Buffer.of(0), shortest) : der(0x02, shortest);
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap(base128);
  return der(0x06, Buffer.from(bytes));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    digits.unshift((left & 0x7f) | 0x80);
  }
  return digits;
}

function header(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.of(tag, length);
  if (length < 0x100) return Buffer.of(tag, 0x81, length);
  if (length < 0x10000) return Buffer.of(tag, 0x82, length >> 8, length & 0xff);
  return Buffer.of(tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
}
