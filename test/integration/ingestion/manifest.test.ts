import { writeManifest } from '../../fixtures/payroll/archive';
import { type ManifestRow, manifestRow } from '../../fixtures/payroll/batches/batch';
import { PLAIN_CSV } from '../../fixtures/payroll/csv';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { ENCRYPTED, writeZip, type ZipEntry } from '../../support/zip-writer';
import { type Office, openOffice, PERIOD } from './office';
import { openPipeline, type Pipeline } from './pipeline';

const HEAD = 'file;payrollNumber;type;period';

let pipeline: Pipeline;
let office: Office;
let agent: AgentFixture;
beforeAll(async () => {
  pipeline = await openPipeline({ manifestBytes: 200_000 });
  office = await openOffice(pipeline);
  agent = await office.hire({});
});
afterAll(() => pipeline.stop());

function withSlip(manifest: Omit<ZipEntry, 'name'>, name = 'manifest.csv'): Buffer {
  return writeZip([
    { ...manifest, name },
    { name: 'bp.pdf', content: office.slip(agent) },
  ]);
}

const text = (...lines: string[]) => ({ content: Buffer.from(`${lines.join('\n')}\n`) });
const row = `bp.pdf;00001;payslip;${PERIOD}`;
const good = text(HEAD, row);
const goodSize = good.content.length;

describe('a container whose manifest cannot be read fails whole, and nothing of it is deposited', () => {
  const cases: [string, string, () => Buffer][] = [
    ['an empty archive', 'archive-empty', () => writeZip([])],
    [
      'what a Mac left behind, alone',
      'archive-empty',
      () => writeZip([{ name: '.DS_Store', content: Buffer.alloc(9) }]),
    ],
    [
      'two, in two folders: which is meant cannot be known',
      'manifest-ambiguous',
      () =>
        writeZip([
          { name: 'a/manifest.csv', ...good },
          { name: 'b/manifest.csv', ...good },
        ]),
    ],
    [
      'two at the top',
      'manifest-ambiguous',
      () => writeZip(Array.from({ length: 2 }, () => ({ name: 'manifest.csv', ...good }))),
    ],
    [
      'two in two formats, though they agree',
      'manifest-ambiguous',
      () =>
        writeZip([
          { name: 'manifest.csv', ...good },
          { name: 'Manifest.JSON', content: Buffer.from('[]') },
        ]),
    ],
    [
      'of XML with a document type',
      'manifest-unreadable',
      () => withSlip(text('<!DOCTYPE m [<!ENTITY a "a">]>', '<m><d file="&a;"/></m>'), 'manifest.xml'),
    ],
    [
      'of JSON that ends too soon, after a thousand rows that were written',
      'manifest-unreadable',
      () =>
        withSlip(
          text(`[${'{"file":"a","payrollNumber":"1","type":"t","period":"p"},'.repeat(1500)}`),
          'manifest.json',
        ),
    ],
    [
      'of JSON without periods',
      'manifest-columns',
      () => withSlip(text('[{"file":"bp.pdf","payrollNumber":"1","type":"payslip"}]'), 'manifest.json'),
    ],
    [
      'without payrollNumber',
      'manifest-columns',
      () => withSlip(text('file;type;period', `bp.pdf;payslip;${PERIOD}`)),
    ],
    ['with a column twice', 'manifest-columns', () => withSlip(text(`${HEAD};FILE`, `${row};x`))],
    ['of other columns', 'manifest-columns', () => withSlip(text('fichier;matricule', 'bp.pdf;00001'))],
    ['of no byte', 'manifest-columns', () => withSlip({ content: Buffer.alloc(0) })],
    ['of blank lines', 'manifest-columns', () => withSlip(text('', '', ''))],
    [
      'in Latin-1',
      'manifest-encoding',
      () => withSlip({ content: Buffer.from(`${HEAD};familyName\n${row};Hélène\n`, 'latin1') }),
    ],
    [
      'in UTF-16',
      'manifest-encoding',
      () => withSlip({ content: Buffer.from(`\ufeff${HEAD}\n${row}\n`, 'utf16le') }),
    ],
    [
      'with an open quote',
      'manifest-unreadable',
      () => withSlip(text(HEAD, `"bp.pdf;00001;payslip;${PERIOD}`)),
    ],
    ['with a cell too many', 'manifest-unreadable', () => withSlip(text(HEAD, `${row};more`))],
    [
      'with an endless line',
      'manifest-unreadable',
      () => withSlip(text(HEAD, `${'x'.repeat(100_000)};00001;payslip;${PERIOD}`)),
    ],
    ['larger than the limit', 'manifest-over-limit', () => withSlip(text(HEAD, `${row}\n`.repeat(10_000)))],
    ['with a wrong checksum', 'manifest-unreadable', () => withSlip({ ...good, claims: { crc32: 1 } })],
    [
      'larger than it says',
      'manifest-unreadable',
      () => withSlip({ ...good, claims: { size: goodSize - 5 } }),
    ],
    [
      'smaller than it says',
      'manifest-unreadable',
      () => withSlip({ ...good, claims: { size: goodSize + 5 } }),
    ],
    [
      'that does not inflate',
      'manifest-unreadable',
      () => withSlip({ ...good, stored: true, claims: { method: 8 } }),
    ],
    ['at no place', 'manifest-unreadable', () => withSlip({ ...good, claims: { offset: 7 } })],
    ['that is encrypted', 'manifest-unreadable', () => withSlip({ ...good, claims: { flags: ENCRYPTED } })],
  ];
  it.each(cases)('%s: %s', async (_name, code, build) => {
    const { batch, items } = await office.push(build());
    expect([batch.state, batch.failure?.code, batch.received, items]).toEqual(['failed', code, 0, []]);
    const [left] = await pipeline.look<{ n: number }>(
      `select count(*)::int as n from chunk where batch_id = $1 and state <> 'done'`,
      [batch.id],
    );
    expect(left?.n).toBe(0);
  });

  it('says where, and never what', async () => {
    const { batch } = await office.push(withSlip(text(HEAD, row, `bp.pdf;00001;payslip;${PERIOD};Dupont`)));
    expect(batch.failure?.detail).toBe('line 3: CSV_RECORD_INCONSISTENT_COLUMNS');
    const { batch: other } = await office.push(withSlip(text('file;type;period', 'x;y;z')));
    expect(other.failure?.detail).toBe('missing: payrollNumber');
  });
});

describe('a manifest is read', () => {
  const states = async (zip: Buffer) => {
    const { batch, items } = await office.push(zip);
    expect(batch.state).toBe('completed');
    return items.map(({ file, state, code }) => [file, state, code]);
  };
  async function listed(columns: Partial<ManifestRow> = {}) {
    const someone = await office.hire({});
    const claim = manifestRow(someone, PERIOD, 'payslip', columns);
    return { claim, file: { name: claim.file, content: office.slip(someone) } };
  }

  it.each([
    ['semicolons and LF', PLAIN_CSV],
    ['commas', { ...PLAIN_CSV, separator: ',' } as const],
    ['CRLF', { ...PLAIN_CSV, newline: '\r\n' } as const],
    ['a BOM', { ...PLAIN_CSV, byteOrderMark: true }],
    [
      'commas, CRLF and a BOM',
      { separator: ',', newline: '\r\n', byteOrderMark: true, encoding: 'utf-8' } as const,
    ],
  ])('with %s, and with separators, quotes and line breaks in a title', async (_name, dialect) => {
    const { claim, file } = await listed({ title: 'Octobre ; novembre, "décembre"\nsuite\r\nfin' });
    const zip = writeZip([{ name: 'manifest.csv', content: writeManifest([claim], dialect) }, file]);
    expect(await states(zip)).toEqual([[claim.file, 'deposited', null]]);
  });

  it('with its columns in any order, unknown ones, blank lines and blanks around the cells', async () => {
    const { claim, file } = await listed();
    const content = Buffer.from(
      `Period; couleur ;TYPE;PayrollNumber;file\n\n${PERIOD} ;bleu; payslip ;${claim.payrollNumber}; ${claim.file} \n\n`,
    );
    expect(await states(writeZip([{ name: 'manifest.csv', content }, file]))).toEqual([
      [claim.file, 'deposited', null],
    ]);
  });

  it.each([
    ['manifest.json', (claim: object) => JSON.stringify({ documents: [claim] })],
    [
      'MANIFEST.xml',
      (claim: object) =>
        `<m><d>${Object.entries(claim)
          .map(([name, value]) => `<${name}>${value}</${name}>`)
          .join('')}</d></m>`,
    ],
  ])('as %s: rows and files that do not stand one to one are rejected', async (name, write) => {
    const { claim, file } = await listed();
    const lone = { ...claim, file: 'absent.pdf' };
    const rows = [claim, lone].map(write).join('').replace(']}{"documents":[', ',').replace('</m><m>', '');
    const unlisted = { ...file, name: 'seul.pdf' };
    const zip = writeZip([{ name, content: Buffer.from(rows) }, file, unlisted]);
    expect(await states(zip)).toEqual([
      [claim.file, 'deposited', null],
      ['absent.pdf', 'rejected', 'file-missing'],
      ['seul.pdf', 'rejected', 'not-in-manifest'],
    ]);
  });

  it('with a matricule that JSON made a number: its zeros are lost, and nobody is taken for another', async () => {
    const someone = await office.hire({});
    const { payrollNumber, ...others } = manifestRow(someone, PERIOD, 'payslip', {});
    const content = Buffer.from(JSON.stringify([{ ...others, payrollNumber: Number(payrollNumber) }]));
    const zip = writeZip([
      { name: 'manifest.json', content },
      { name: others.file, content: office.slip(someone) },
    ]);
    expect(await states(zip)).toEqual([[others.file, 'quarantined', 'unknown-payroll-number']]);
  });

  it('in the only folder of the archive: its files are relative to it', async () => {
    const { claim, file } = await listed();
    const zip = writeZip([
      { name: 'paie/manifest.csv', content: writeManifest([claim]) },
      { ...file, name: `paie/${claim.file}` },
    ]);
    expect(await states(zip)).toEqual([[`paie/${claim.file}`, 'deposited', null]]);
  });

  it('with the file names of Windows, and of a Mac that decomposes accents', async () => {
    const windows = await listed({ file: 'paie\\bulletin.pdf' });
    const mac = await listed({ file: 'paie/été.pdf'.normalize('NFC') });
    const zip = writeZip([
      { name: 'manifest.csv', content: writeManifest([windows.claim, mac.claim]) },
      { ...windows.file, name: 'paie/bulletin.pdf' },
      { ...mac.file, name: 'paie/été.pdf'.normalize('NFD') },
    ]);
    expect((await states(zip)).map(([, state]) => state)).toEqual(['deposited', 'deposited']);
  });

  it('of a header alone: the batch completes, and each file is told to be unlisted', async () => {
    expect(await states(writeZip([{ name: 'manifest.csv', content: Buffer.from(HEAD) }]))).toEqual([]);
    expect(await states(withSlip({ content: Buffer.from(HEAD) }))).toEqual([
      ['bp.pdf', 'rejected', 'not-in-manifest'],
    ]);
  });

  it('rows and files that do not stand one to one are rejected, their neighbours are deposited', async () => {
    const kept = await listed();
    const missing = await listed();
    const unlisted = await listed();
    const shared = await listed({ file: 'partage.pdf' });
    const nameless = await listed({ file: '' });
    const rows = [kept.claim, missing.claim, shared.claim, shared.claim, nameless.claim];
    const zip = writeZip([
      { name: 'manifest.csv', content: writeManifest(rows) },
      kept.file,
      shared.file,
      unlisted.file,
    ]);
    expect(await states(zip)).toEqual([
      [kept.claim.file, 'deposited', null],
      [missing.claim.file, 'rejected', 'file-missing'],
      ['partage.pdf', 'rejected', 'two-rows-for-file'],
      ['partage.pdf', 'rejected', 'two-rows-for-file'],
      ['', 'rejected', 'file-missing'],
      [unlisted.claim.file, 'rejected', 'not-in-manifest'],
    ]);
  });

  it('a cell longer than the limit rejects its row alone; a control character in a matricule is nobody’s', async () => {
    const long = await listed({ title: 'x'.repeat(1001) });
    const odd = await listed({ payrollNumber: '000\u00001' });
    const zip = writeZip([
      { name: 'manifest.csv', content: writeManifest([long.claim, odd.claim]) },
      long.file,
      odd.file,
    ]);
    expect(await states(zip)).toEqual([
      [long.claim.file, 'rejected', 'over-limit'],
      [odd.claim.file, 'quarantined', 'unknown-payroll-number'],
    ]);
  });
});
