import { crc32, deflateSync } from 'node:zlib';

/** A picture of `width` × `height` pixels, four bytes each: red, green, blue, and one that is not looked at. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const EIGHT_BITS = 8;
const TRUECOLOUR = 2;
/** Filter type "Up": rows of a page resemble the one above (PNG, clause 9.2). */
const UP = 2;

/** PNG (ISO/IEC 15948), 8-bit truecolour, without transparency. */
export function writePng({ width, height, rgba }: Bitmap): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([EIGHT_BITS, TRUECOLOUR], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(filterRows({ width, height, rgba }))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Width and height of what says that it is a PNG; NULL where it is none. */
export function sizeOfPng(bytes: Buffer): { readonly width: number; readonly height: number } | null {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function filterRows({ width, height, rgba }: Bitmap): Buffer {
  const stride = 1 + 3 * width;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    rows[y * stride] = UP;
    for (let x = 0; x < width; x += 1) {
      const from = 4 * (y * width + x);
      const to = y * stride + 1 + 3 * x;
      for (let colour = 0; colour < 3; colour += 1) {
        const above = y === 0 ? 0 : (rgba[from - 4 * width + colour] ?? 0);
        rows[to + colour] = ((rgba[from + colour] ?? 0) - above) & 0xff;
      }
    }
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
