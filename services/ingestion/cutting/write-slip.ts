import { createHash } from 'node:crypto';
import { zlibSync } from 'fflate';

/** Collects the objects of one slip and writes them: nothing in the file comes from a clock or from chance. */
export interface SlipWriter {
  /** The number of an object that is defined later. */
  reserve(): number;
  /** @param stream entries for /Length are added; everything else, filters included, stands in `entries` */
  define(number: number, value: string, stream?: Uint8Array): void;
  finish(catalog: number): Buffer;
}

const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
const ID_BYTES = 16;

export function createSlipWriter(): SlipWriter {
  const objects: Buffer[][] = [];

  return {
    reserve: () => objects.push([]),
    define(number, value, stream) {
      const head = `${number} 0 obj\n`;
      objects[number - 1] =
        stream === undefined
          ? [Buffer.from(`${head}${value}\nendobj\n`, 'latin1')]
          : [
              Buffer.from(`${head}${withLength(value, stream.length)}\nstream\n`, 'latin1'),
              Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength),
              Buffer.from('\nendstream\nendobj\n', 'latin1'),
            ];
    },
    finish(catalog) {
      const parts: Buffer[] = [HEADER];
      const hash = createHash('sha256');
      let offset = HEADER.length;
      let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
      for (const object of objects) {
        table += `${String(offset).padStart(10, '0')} 00000 n \n`;
        for (const part of object) {
          parts.push(part);
          hash.update(part);
          offset += part.length;
        }
      }
      const id = hash.digest('hex').slice(0, 2 * ID_BYTES);
      const trailer = `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R /ID [<${id}> <${id}>] >>\n`;
      parts.push(Buffer.from(`${table}${trailer}startxref\n${offset}\n%%EOF\n`, 'latin1'));
      return Buffer.concat(parts);
    },
  };
}

function withLength(dictionary: string, length: number): string {
  return `${dictionary.slice(0, -2)}/Length ${length} >>`;
}

/** Node's zlib differs between processors and releases; this one is plain JavaScript, pinned by the lock file. */
export function deflate(data: Uint8Array): Uint8Array {
  return zlibSync(data, { level: 6 });
}

/** ISO 32000-1, 7.3.5. */
export function writeName(name: string): string {
  return `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/gu, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}
