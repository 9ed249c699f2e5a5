import { deflateSync } from 'node:zlib';
import { SealingError } from '../../../services/sealing/errors';
import { inspectSource } from '../../../services/sealing/inspect-source';
import { makePdf, withQpdf, writeHybridPdf, writePdf } from './make-pdf';

const LIMITS = { bytes: 20 * 1024 * 1024, pages: 500 };

function codeOf(source: Buffer, limits = LIMITS): string {
  try {
    inspectSource(source, limits);
    return 'sealable';
  } catch (error) {
    if (error instanceof SealingError) return error.code;
    throw error;
  }
}

const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>';
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';

describe('what can be sealed', () => {
  test('pages are counted in every structure that writers produce', async () => {
    const table = await makePdf({ pages: 3 });
    expect(inspectSource(table, LIMITS)).toEqual({ pages: 3, signatures: 0 });
    expect(inspectSource(await makePdf({ pages: 3, objectStreams: true }), LIMITS).pages).toBe(3);
    expect(inspectSource(await withQpdf(table, '--linearize'), LIMITS).pages).toBe(3);
    const linearized = await withQpdf(table, '--linearize', '--object-streams=generate');
    expect(inspectSource(linearized, LIMITS).pages).toBe(3);
    expect(inspectSource(writeHybridPdf(), LIMITS).pages).toBe(1);
  });

  test('what /Count claims is not believed', () => {
    const lying = writePdf([CATALOG, '<< /Type /Pages /Kids [3 0 R] /Count 400 >>', PAGE]);
    expect(inspectSource(lying, LIMITS).pages).toBe(1);
  });

  test('a text behind the end of the file is no damage', async () => {
    const pdf = await makePdf();
    expect(codeOf(Buffer.concat([pdf, Buffer.from('\nprinted by payroll\0\0\0')]))).toBe('sealable');
  });
});

describe('what is refused, by name', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!doctype html><p>Erreur 500</p>')],
    ['an archive', Buffer.from('PK\x03\x04')],
  ])('%s is not-a-pdf', (_kind, source) => {
    expect(codeOf(source)).toBe('not-a-pdf');
  });

  test.each([
    ['AES-256', ['--encrypt', '', 'owner', '256', '--']],
    ['AES-128', ['--encrypt', '', 'owner', '128', '--use-aes=y', '--']],
    ['a password to open', ['--encrypt', 'user', 'owner', '256', '--']],
  ])('a file under %s is pdf-encrypted', async (_kind, options) => {
    expect(codeOf(await withQpdf(await makePdf(), ...options))).toBe('pdf-encrypted');
  });

  test('a truncated file is pdf-damaged wherever it was cut', async () => {
    const files = [await makePdf({ pages: 2 }), await makePdf({ pages: 2, objectStreams: true })];
    for (const pdf of files) {
      for (let cut = 1; cut < 40; cut++) {
        const length = Math.floor((pdf.length * cut) / 40);
        if (length >= 9) expect(codeOf(pdf.subarray(0, length))).toBe('pdf-damaged');
      }
    }
  });

  test('a wrong startxref is pdf-damaged', async () => {
    const text = (await makePdf()).toString('latin1');
    expect(codeOf(Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n17'), 'latin1'))).toBe(
      'pdf-damaged',
    );
  });

  test('bytes lost in the middle are pdf-damaged', async () => {
    const pdf = await makePdf({ pages: 4 });
    const middle = Math.floor(pdf.length / 2);
    expect(codeOf(Buffer.concat([pdf.subarray(0, middle), pdf.subarray(middle + 50)]))).toBe('pdf-damaged');
  });

  test.each(['<< /Type /Pages /Kids [] /Count 0 >>', '<< /Type /Pages /Count 0 >>'])(
    'no page is pdf-empty: %s',
    (pages) => {
      expect(codeOf(writePdf([CATALOG, pages]))).toBe('pdf-empty');
    },
  );

  test('more bytes or pages than allowed are over-limit', async () => {
    const pdf = await makePdf({ pages: 3 });
    expect(codeOf(pdf, { ...LIMITS, bytes: pdf.length - 1 })).toBe('over-limit');
    expect(codeOf(pdf, { ...LIMITS, bytes: pdf.length })).toBe('sealable');
    expect(codeOf(pdf, { ...LIMITS, pages: 2 })).toBe('over-limit');
    expect(codeOf(pdf, { ...LIMITS, pages: 3 })).toBe('sealable');
  });
});

describe('hostile files cost little', () => {
  test('a page tree that runs in a circle is pdf-damaged', () => {
    const circle = writePdf([CATALOG, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Kids [2 0 R] >>']);
    expect(codeOf(circle)).toBe('pdf-damaged');
  });

  test('cross references that run in a circle are pdf-damaged', () => {
    const pdf = writePdf([CATALOG, PAGES, PAGE]).toString('latin1');
    const start = /startxref\n(\d+)/.exec(pdf)?.[1];
    const circle = pdf.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${start}`);
    expect(codeOf(Buffer.from(circle, 'latin1'))).toBe('pdf-damaged');
  });

  test('brackets without end are pdf-damaged, not a full stack', () => {
    const deep = writePdf([CATALOG, PAGES, `<< /X ${'['.repeat(200_000)} >>`]);
    expect(codeOf(deep)).toBe('pdf-damaged');
  });

  test('a million objects are looked up, not loaded', () => {
    const bodies = [CATALOG, PAGES, PAGE, ...Array.from({ length: 1_000_000 }, () => '0')];
    const pdf = writePdf(bodies);
    const before = process.memoryUsage().heapUsed;
    expect(codeOf(pdf, { ...LIMITS, bytes: pdf.length })).toBe('sealable');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * 1024 * 1024);
  });

  test('a page list of a million entries is over-limit', () => {
    const kids = Array.from({ length: 1_000_000 }, (_, index) => `${index + 3} 0 R`).join(' ');
    const pdf = writePdf([CATALOG, `<< /Type /Pages /Kids [${kids}] >>`, PAGE]);
    expect(['over-limit', 'pdf-damaged']).toContain(codeOf(pdf));
  });

  test('two thousand fields behind one long run of blanks are over-limit', () => {
    const pdf = writeFieldsBehindBlanks(2_000, 8 * 1024 * 1024);
    expect(codeOf(pdf, { ...LIMITS, bytes: pdf.length })).toBe('over-limit');
  });

  test('a cross-reference stream that inflates without end is over-limit', () => {
    const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 });
    const head = '%PDF-1.5\n';
    const dictionary = `<< /Type /XRef /Size 9 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length ${bomb.length} >>`;
    const pdf = Buffer.concat([
      Buffer.from(`${head}7 0 obj\n${dictionary}\nstream\n`, 'latin1'),
      bomb,
      Buffer.from(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`, 'latin1'),
    ]);
    expect(codeOf(pdf)).toBe('over-limit');
  });

  test('whatever bytes are spoilt, the answer is a name or a page count', async () => {
    const seeds = [await makePdf({ pages: 2, form: true }), await makePdf({ pages: 2, objectStreams: true })];
    const random = createRandom(20261123);
    for (const seed of seeds) {
      for (let round = 0; round < 1500; round++) {
        const spoilt = Buffer.from(seed);
        const changes = 1 + Math.floor(random() * 4);
        for (let change = 0; change < changes; change++) {
          spoilt[Math.floor(random() * spoilt.length)] = Math.floor(random() * 256);
        }
        expect(codeOf(spoilt)).toMatch(
          /^(sealable|not-a-pdf|pdf-encrypted|pdf-damaged|pdf-empty|over-limit)$/,
        );
      }
    }
  });
});

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Each object begins within the comment of the one before it, so that all share the blanks and the value behind. */
function writeFieldsBehindBlanks(fields: number, blanks: number): Buffer {
  const numbers = Array.from({ length: fields }, (_, index) => index + 4);
  const form = `/AcroForm << /Fields [${numbers.map((number) => `${number} 0 R`).join(' ')}] >>`;
  let text = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const body of [CATALOG.replace('>>', `${form} >>`), PAGES, PAGE]) {
    offsets.push(text.length);
    text += `${offsets.length} 0 obj\n${body}\nendobj\n`;
  }
  for (const number of numbers) {
    offsets.push(text.length);
    text += `${number} 0 obj %`;
  }
  text += `\n${' '.repeat(blanks)}<< >>\nendobj\n`;
  const startxref = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${startxref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
