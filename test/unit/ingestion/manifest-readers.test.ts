import fc from 'fast-check';
import { BatchFailure } from '../../../services/ingestion/errors';
import type { ManifestRow } from '../../../services/ingestion/manifest/manifest-row';
import { MANIFEST_READERS, type ManifestFormat } from '../../../services/ingestion/manifest/read-manifest';

const PIECE = 7;

async function* inPieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function read(format: ManifestFormat, content: string | Buffer, piece = PIECE): Promise<ManifestRow[]> {
  const rows: ManifestRow[] = [];
  await MANIFEST_READERS[format](inPieces(Buffer.from(content), piece), 3, async (group) => {
    rows.push(...group);
  });
  return rows;
}

async function failureOf(
  format: ManifestFormat,
  content: string | Buffer,
  piece = 4096,
): Promise<[string, string]> {
  try {
    await read(format, content, piece);
  } catch (error) {
    if (error instanceof BatchFailure) return [error.code, error.detail];
    throw error;
  }
  return ['none', ''];
}

const ROW = { file: 'a.pdf', payrollNumber: '00042', type: 'payslip', period: '2026-09' };
const READ = { ...ROW, number: 1 };
const XML_ROW =
  '<file>a.pdf</file><payrollNumber>00042</payrollNumber><type>payslip</type><period>2026-09</period>';

describe('manifest.json is read', () => {
  it.each([
    ['a bare list', [ROW]],
    ['{documents}', { documents: [ROW] }],
    ['{items} beside other members', { version: 1, months: ['2026-09'], items: [ROW], empty: [] }],
    ['a list in two wrappers', { manifest: { period: '2026-01', documents: [ROW] } }],
    [
      'names in another case and joint',
      [{ FILE: 'a.pdf', payroll_number: '00042', Type: 'payslip', PERIOD: '2026-09' }],
    ],
    [
      'members that are no column',
      [{ ...ROW, pages: 2, signed: true, meta: { file: 'x', deep: [[{}]] }, tags: ['file'] }],
    ],
    ['null and blanks, which say nothing', [{ ...ROW, familyName: null, title: '  ' }]],
  ])('%s', async (_name, content) => {
    expect(await read('json', JSON.stringify(content))).toEqual([READ]);
    expect(await read('json', `\ufeff${JSON.stringify(content, null, 2)}\r\n`)).toEqual([READ]);
  });

  it('numbers as they are written: what the sender’s software took from them is not given back', async () => {
    const text =
      '[{"file":"a.pdf","payrollNumber":58,"type":"payslip","period":"2026-09"},{"payrollNumber":12345678901234567890},{"payrollNumber":1.50e3}]';
    expect((await read('json', text)).map(({ payrollNumber }) => payrollNumber)).toEqual([
      '58',
      '12345678901234567890',
      '1.50e3',
    ]);
  });

  it('escapes, and a key that objects have by themselves', async () => {
    const text = `[{"fi\\u006ce":"\\u00e9t\\u00e9.pdf","__proto__":{"file":"x"},"constructor":1,"payrollNumber":"1","type":"t","period":"p"}]`;
    expect(await read('json', text)).toEqual([
      { number: 1, file: 'été.pdf', payrollNumber: '1', type: 't', period: 'p' },
    ]);
  });

  it('of no document', async () => {
    expect(await read('json', '[]')).toEqual([]);
    expect(await read('json', '{"documents":[]}')).toEqual([]);
  });
});

describe('manifest.xml is read', () => {
  const attributes = '<d file="a.pdf" payrollNumber="00042" type="payslip" period="2026-09"/>';
  it.each([
    ['child elements', `<manifest><document>${XML_ROW}</document></manifest>`],
    ['attributes', `<manifest>${attributes}</manifest>`],
    [
      'both',
      '<m><d file="a.pdf" period="2026-09"><payrollNumber>00042</payrollNumber><type>payslip</type></d></m>',
    ],
    [
      'a wrapper and a head',
      `<m><head><period>2026-01</period><title>x</title></head><list><d>${XML_ROW}</d></list></m>`,
    ],
    ['a default namespace', `<manifest xmlns="urn:paie"><document>${XML_ROW}</document></manifest>`],
    [
      'prefixes, and attributes of other namespaces',
      `<p:m xmlns:p="urn:p" xmlns:xsi="urn:xsi"><p:d xsi:type="x">${XML_ROW.replaceAll(/<(\/?)/gu, '<$1p:')}</p:d></p:m>`,
    ],
    [
      'names in another case',
      `<M><D>${XML_ROW.toUpperCase().replaceAll('A.PDF', 'a.pdf').replaceAll('PAYSLIP', 'payslip')}</D></M>`,
    ],
    [
      'CDATA, references, comments and blanks',
      `<m><!-- c --><d>${XML_ROW.replace('a.pdf', '\n <![CDATA[a]]>&#x2E;pdf\n')}<x>y</x></d></m>`,
    ],
    ['attributes of a field', `<m><d>${XML_ROW.replace('<period>', '<period type="month">')}</d></m>`],
    ['the document as root', `<document>${XML_ROW}</document>`],
  ])('%s', async (_name, content) => {
    expect(await read('xml', content)).toEqual([READ]);
    expect(await read('xml', `\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n${content}\n`)).toEqual([READ]);
  });

  it('a row without a file is a row, wherever it stands', async () => {
    const rows = await read(
      'xml',
      `<m><d><type>payslip</type></d><d>${XML_ROW}</d><d><period>2026-09</period></d></m>`,
    );
    expect(rows).toEqual([
      { number: 1, file: '', type: 'payslip' },
      { ...READ, number: 2 },
      { number: 3, file: '', period: '2026-09' },
    ]);
  });

  it('of no document', async () => {
    expect(await read('xml', '<manifest/>')).toEqual([]);
  });
});

describe('a manifest that is refused', () => {
  const json: [string, string, string, string][] = [
    ['nothing', '', 'manifest-unreadable', 'no JSON'],
    ['cut short', '[{"file":"a.pdf"', 'manifest-unreadable', 'no JSON'],
    ['two documents', '[] []', 'manifest-unreadable', 'no JSON'],
    ['a number that begins with zero', '[{"payrollNumber":00042}]', 'manifest-unreadable', 'no JSON'],
    ['a comment', '/* x */ []', 'manifest-unreadable', 'no JSON'],
    ['a text', '"documents"', 'manifest-columns', 'no list of documents'],
    ['an object of no list', '{"file":"a.pdf"}', 'manifest-columns', 'no list of documents'],
    ['a list of texts', '{"documents":["a.pdf"]}', 'manifest-columns', 'no list of documents'],
    ['a row that is a text', '[{"file":"a"},"b"]', 'manifest-unreadable', 'row 2 is no object'],
    ['a row that is null', '[{"file":"a"},{"file":"b"},null]', 'manifest-unreadable', 'row 3 is no object'],
    ['a row that is a list', '[{"file":"a"},["b"]]', 'manifest-unreadable', 'row 2 is no object'],
    ['a key twice', '[{"file":"a","File":"b"}]', 'manifest-columns', 'row 1: twice: file'],
    ['a key twice, once null', '[{"file":null,"file":"b"}]', 'manifest-columns', 'row 1: twice: file'],
    ['an object as a field', '[{"file":{"name":"a"}}]', 'manifest-unreadable', 'row 1: file is no text'],
    ['a list as a field', '[{"period":["2026"]}]', 'manifest-unreadable', 'row 1: period is no text'],
    ['true as a field', '[{},{"type":true}]', 'manifest-unreadable', 'row 2: type is no text'],
    ['two lists', '{"a":[{"file":"a"}],"b":[{"file":"b"}]}', 'manifest-unreadable', 'two lists of documents'],
    [
      'other names',
      '[{"fichier":"a","matricule":"1"}]',
      'manifest-columns',
      'missing: file, payrollNumber, type, period',
    ],
    [
      'no type in any row',
      '[{"file":"a","payrollNumber":"1","period":"2026-09"}]',
      'manifest-columns',
      'missing: type',
    ],
    ['depth', `[{"x":${'['.repeat(100_000)}`, 'manifest-unreadable', 'nested too deep'],
    ['depth of a wrapper', '{"a":{"b":{"c":[{"file":"a"}]}}}', 'manifest-columns', 'no list of documents'],
    [
      'an endless text',
      `[{"file":"${'x'.repeat(70_000)}"}]`,
      'manifest-unreadable',
      'row 1: file is too long',
    ],
    [
      'an endless number',
      `[{"payrollNumber":${'9'.repeat(70_000)}}]`,
      'manifest-unreadable',
      'row 1: payrollNumber is too long',
    ],
  ];
  it.each(json)('JSON: %s', async (_name, content, code, detail) => {
    expect(await failureOf('json', content)).toEqual([code, detail]);
  });

  const billion = '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  const xml: [string, string, string, string][] = [
    ['nothing', '', 'manifest-unreadable', 'line 1: no XML'],
    ['cut short', `<m><d>${XML_ROW}`, 'manifest-unreadable', 'line 1: no XML'],
    ['tags that cross', '<m>\n<d><file>a</d></file></m>', 'manifest-unreadable', 'line 2: no XML'],
    [
      'entities within entities',
      `${billion}<m><d><file>&b;</file></d></m>`,
      'manifest-unreadable',
      'line 1: a document type is not allowed',
    ],
    [
      'another file',
      '<!DOCTYPE m SYSTEM "file:///etc/passwd"><m/>',
      'manifest-unreadable',
      'line 1: a document type is not allowed',
    ],
    ['an entity of nowhere', '<m><d><file>&xxe;</file></d></m>', 'manifest-unreadable', 'line 1: no XML'],
    ['an attribute twice', '<m><d file="a" file="b"/></m>', 'manifest-columns', 'line 1: twice: file'],
    ['an unknown attribute twice', '<m><d x="a" x="b"/></m>', 'manifest-unreadable', 'line 1: no XML'],
    [
      'a field twice',
      '<m><d><file>a</file>\n<File>b</File></d></m>',
      'manifest-columns',
      'line 2: twice: file',
    ],
    [
      'a field as attribute and element',
      '<m><d file="a"><file>b</file></d></m>',
      'manifest-columns',
      'line 1: twice: file',
    ],
    [
      'elements in a field',
      '<m><d><file><b>a</b></file></d></m>',
      'manifest-unreadable',
      'line 1: file holds elements',
    ],
    ['other names', '<m><d><fichier>a</fichier></d></m>', 'manifest-columns', 'missing: file'],
    [
      'no type in any row',
      `<m><d>${XML_ROW.replaceAll('type>', 'kind>')}</d></m>`,
      'manifest-columns',
      'missing: type',
    ],
    ['a prefix of nowhere', '<m><p:d file="a"/></m>', 'manifest-unreadable', 'line 1: no XML'],
    ['depth', '<d>'.repeat(100_000), 'manifest-unreadable', 'line 1: nested too deep'],
    [
      'many attributes',
      `<m><d ${Array.from({ length: 1000 }, (_, at) => `a${at}="x"`).join(' ')}/></m>`,
      'manifest-unreadable',
      'line 1: too many attributes',
    ],
    [
      'an endless text',
      `<m><d><file>${'x'.repeat(70_000)}</file></d></m>`,
      'manifest-unreadable',
      'line 1: file is too long',
    ],
    [
      'fields, and never a file',
      `<m>${'<d><type>payslip</type></d>'.repeat(2000)}</m>`,
      'manifest-columns',
      'missing: file',
    ],
  ];
  it.each(xml)('XML: %s', async (_name, content, code, detail) => {
    expect(await failureOf('xml', content)).toEqual([code, detail]);
  });

  it.each(['json', 'xml'] as const)('%s that is not UTF-8', async (format) => {
    const text =
      format === 'json'
        ? '[{"file":"é"}]'
        : '<?xml version="1.0" encoding="ISO-8859-1"?><m><d file="é"/></m>';
    expect(await failureOf(format, Buffer.from(text, 'latin1'))).toEqual(['manifest-encoding', 'not UTF-8']);
    expect(await failureOf(format, Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual([
      'manifest-encoding',
      'not UTF-8',
    ]);
  });
});

describe('whatever the rows hold', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((text) => !/[\p{C}\ufffe\uffff]/u.test(text));
  const row = fc.record({
    file: cell,
    payrollNumber: cell,
    type: cell,
    period: cell,
    title: cell,
    familyName: cell,
  });
  const escapeXml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const csv = (text: string) => `"${text.replaceAll('"', '""')}"`;

  test('the three formats say the same, in whatever pieces they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, piece) => {
          const names = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[0])[];
          const expected = rows.map((cells, at) => ({
            file: '',
            ...Object.fromEntries(
              names.map((name) => [name, cells[name].trim()]).filter(([, text]) => text !== ''),
            ),
            number: at + 1,
          }));
          const xml = rows.map(
            (cells) =>
              `<d>${names.map((name) => `<${name}>${escapeXml(cells[name])}</${name}>`).join('')}</d>`,
          );
          const lines = [
            names.join(';'),
            ...rows.map((cells) => names.map((name) => csv(cells[name])).join(';')),
          ];
          expect(await read('json', JSON.stringify({ documents: rows }), piece)).toEqual(expected);
          expect(await read('xml', `<m>${xml.join('\n')}</m>`, piece)).toEqual(expected);
          expect((await read('csv', lines.join('\n'), piece)).length).toBe(rows.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('no content brings anything but rows or a named failure', async () => {
    const seeds = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '0',
      'null',
      '<d',
      '>',
      '</d>',
      '/>',
      'file',
      ' file="a"',
      '&',
      ';',
      '<!',
      '--',
      ']]>',
      '<?',
      '\ufeff',
      'é',
      '\\u12',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...seeds), { maxLength: 30 }),
        fc.constantFrom('json' as const, 'xml' as const),
        async (parts, format) => {
          const [code] = await failureOf(format, parts.join(''), 5);
          expect(['none', 'manifest-unreadable', 'manifest-columns']).toContain(code);
        },
      ),
      { numRuns: 500 },
    );
  });
});
