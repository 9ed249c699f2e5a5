import { type Operand, scanContent } from '../scan-content';

const MAX_CODE = 0xffff;
const PER_SECTION = 100;

/**
 * A ToUnicode map (ISO 32000-1, 9.10.3) with these codes alone. NULL for a map that is built on another or says
 * something else than text: it is kept as it is.
 */
export function pruneToUnicode(map: Buffer, codes: ReadonlySet<number>): string | null {
  const lines = new Map<number, string>();
  let longest = 1;
  let isReadable = true;

  const put = (code: Uint8Array, value: number, text: string) => {
    longest = Math.max(longest, code.length);
    if (codes.has(value)) lines.set(value, `<${hex(value, code.length)}> <${text}>`);
  };
  const readCharacters = (operands: readonly Operand[]) => {
    for (let at = 0; at + 1 < operands.length; at += 2) {
      const [code, text] = [operands[at], operands[at + 1]];
      if (isText(code) && isText(text)) put(code, numberOf(code), Buffer.from(text).toString('hex'));
      else isReadable = false;
    }
  };
  const readRanges = (operands: readonly Operand[]) => {
    for (let at = 0; at + 2 < operands.length; at += 3) {
      const [low, high, target] = [operands[at], operands[at + 1], operands[at + 2]];
      if (!isText(low) || !isText(high)) {
        isReadable = false;
        continue;
      }
      const first = numberOf(low);
      for (const code of codes) {
        if (code < first || code > numberOf(high)) continue;
        const text = Array.isArray(target)
          ? target[code - first]
          : isText(target) && advance(target, code - first);
        if (isText(text)) put(low, code, Buffer.from(text).toString('hex'));
        else isReadable = false;
      }
    }
  };

  scanContent(map, (operator, operands) => {
    // What stands before it belongs to an earlier statement: only the count does not.
    if (operator === 'endbfchar') readCharacters(operands);
    else if (operator === 'endbfrange') readRanges(operands);
    else if (operator === 'usecmap') isReadable = false;
  });
  if (!isReadable || longest > 2) return null;
  return writeMap(
    [...lines].sort(([a], [b]) => a - b).map(([, line]) => line),
    longest,
  );
}

function writeMap(lines: readonly string[], codeBytes: number): string {
  const sections: string[] = [];
  for (let first = 0; first < lines.length; first += PER_SECTION) {
    const section = lines.slice(first, first + PER_SECTION);
    sections.push(`${section.length} beginbfchar\n${section.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def',
    `1 begincodespacerange\n<${'00'.repeat(codeBytes)}> <${'ff'.repeat(codeBytes)}>\nendcodespacerange`,
    ...sections,
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
  ].join('\n');
}

function isText(operand: Operand | undefined | false): operand is Uint8Array {
  return operand instanceof Uint8Array;
}

function numberOf(code: Uint8Array): number {
  return code.reduce((value, byte) => Math.min(value * 256 + byte, MAX_CODE + 1), 0);
}

function hex(value: number, bytes: number): string {
  return value.toString(16).padStart(2 * bytes, '0');
}

/** The nth after it: of a text only its last code unit counts on. */
function advance(text: Uint8Array, by: number): Uint8Array {
  const next = Buffer.from(text.length < 2 ? [0, ...text] : text);
  const at = next.length - 2;
  if (at >= 0) next.writeUInt16BE((next.readUInt16BE(at) + by) & MAX_CODE, at);
  return next;
}
