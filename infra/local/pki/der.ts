/** The little DER (X.690) that certificates, PKCS#12 and time-stamp tokens need. */
export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  let length = 0;
  for (const content of contents) length += content.length;
  return Buffer.concat([Buffer.of(tag, ...lengthOctets(length)), ...contents]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left & 0xff);
  return [0x80 | octets.length, ...octets];
}

export const sequence = (...items: readonly Buffer[]) => der(0x30, ...items);
export const setOf = (...items: readonly Buffer[]) => der(0x31, ...[...items].sort(Buffer.compare));
export const octetString = (content: Buffer) => der(0x04, content);
export const bitString = (content: Buffer, unusedBits = 0) => der(0x03, Buffer.of(unusedBits), content);
export const boolean = (value: boolean) => der(0x01, Buffer.of(value ? 0xff : 0));
export const nullValue = () => der(0x05);
export const utf8String = (text: string) => der(0x0c, Buffer.from(text, 'utf8'));
export const printableString = (text: string) => der(0x13, Buffer.from(text, 'latin1'));

/** Of an unsigned big-endian number. */
export function integer(value: Buffer | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from(evenHex(value), 'hex') : value;
  let at = 0;
  while (at < bytes.length - 1 && bytes[at] === 0) at++;
  const shortest = bytes.subarray(at);
  return (shortest[0] ?? 0) > 127 ? der(0x02, Buffer.of(0), shortest) : der(0x02, shortest);
}

function evenHex(value: number): string {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    digits.unshift((left & 0x7f) | 0x80);
  }
  return digits;
}

/** UTC, no trailing zeros in the fraction (X.690, 11.7). */
export function generalizedTime(date: Date): Buffer {
  const [seconds = '', fraction = ''] = date
    .toISOString()
    .replace(/[-:TZ]/g, '')
    .split('.');
  const digits = fraction.replace(/0+$/, '');
  return der(0x18, Buffer.from(`${seconds}${digits === '' ? '' : `.${digits}`}Z`, 'latin1'));
}

/** RFC 5280, 4.1.2.5: UTCTime through 2049, GeneralizedTime after. Whole seconds. */
export function certificateTime(date: Date): Buffer {
  const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
  if (whole.getUTCFullYear() >= 2050) return generalizedTime(whole);
  const text = `${whole.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`;
  return der(0x17, Buffer.from(text, 'latin1'));
}
