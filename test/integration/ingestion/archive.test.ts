import { writeManifest } from '../../fixtures/payroll/archive';
import { manifestRow } from '../../fixtures/payroll/batches/batch';
import { ENCRYPTED, SYMBOLIC_LINK, writeZip, type ZipEntry } from '../../support/zip-writer';
import { type Office, openOffice, PERIOD, printer } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline({
    entriesPerArchive: 8,
    archiveExpansionRatio: 20,
    archiveExpandedBytes: 600_000,
    documentBytes: 120_000,
    pagesPerDocument: 1,
  });
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());

/** One agent's slip under a row of its own, the archive's entry as `change` makes it. */
async function listed(change: (file: ZipEntry) => ZipEntry | null, path = '') {
  const agent = await office.hire({});
  const row = manifestRow(agent, PERIOD, 'payslip', path === '' ? {} : { file: path });
  return { row, entry: change({ name: row.file, content: office.slip(agent) }) };
}

type Listed = Awaited<ReturnType<typeof listed>>;

const honest = () => listed((file) => file);

async function push(papers: readonly Listed[], extra: readonly ZipEntry[] = []) {
  const zip = writeZip([
    { name: 'manifest.csv', content: writeManifest(papers.map(({ row }) => row)) },
    ...papers.flatMap(({ entry }) => entry ?? []),
    ...extra,
  ]);
  const { batch, items } = await office.push(zip);
  return { batch, outcomes: items.map(({ state, code }) => [state, code]) };
}

describe('what is no archive fails the batch', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['a PDF', async () => office.slip(await office.hire({}))],
    ['random bytes', async () => Buffer.from('x'.repeat(5000))],
    ['a single byte', async () => Buffer.from('P')],
    [
      'an archive cut short',
      async () => office.archive([{ agent: await office.hire({}) }]).subarray(0, 20_000),
    ],
    [
      'an archive without its last byte',
      async () => office.archive([{ agent: await office.hire({}) }]).subarray(0, -1),
    ],
    [
      'an archive without its first bytes',
      async () => office.archive([{ agent: await office.hire({}) }]).subarray(200),
    ],
  ])('%s', async (_name, build) => {
    const { batch, items } = await office.push(await build());
    expect([batch.state, batch.failure?.code, items.length]).toEqual(['failed', expect.any(String), 0]);
    expect(['archive-unreadable', 'manifest-unreadable', 'archive-empty']).toContain(batch.failure?.code);
  });
});

describe('an entry that is not what it should be rejects its item alone', () => {
  const cases: [string, string, (file: ZipEntry) => ZipEntry, string][] = [
    ['a path that leaves the folder', 'entry-unsafe', (file) => file, '../../etc/cron.d/bp.pdf'],
    ['an absolute path', 'entry-unsafe', (file) => file, '/etc/bp.pdf'],
    ['a drive', 'entry-unsafe', (file) => file, 'C:/bp.pdf'],
    [
      'a symbolic link',
      'entry-unsafe',
      (file) => ({
        ...file,
        content: Buffer.from('/etc/passwd'),
        claims: { externalAttributes: SYMBOLIC_LINK },
      }),
      '',
    ],
    ['an encrypted entry', 'entry-damaged', (file) => ({ ...file, claims: { flags: ENCRYPTED } }), ''],
    ['an unknown packing', 'entry-damaged', (file) => ({ ...file, claims: { method: 14 } }), ''],
    ['a wrong checksum', 'entry-damaged', (file) => ({ ...file, claims: { crc32: 42 } }), ''],
    [
      'a size too small',
      'entry-damaged',
      (file) => ({ ...file, claims: { size: file.content.length - 1 } }),
      '',
    ],
    [
      'a size too big',
      'entry-damaged',
      (file) => ({ ...file, claims: { size: file.content.length + 1 } }),
      '',
    ],
    [
      'a packed size beyond the end',
      'entry-damaged',
      (file) => ({ ...file, claims: { compressedSize: 10_000_000 } }),
      '',
    ],
    [
      'another archive',
      'not-a-pdf',
      (file) => ({ ...file, content: writeZip([{ name: 'a.txt', content: Buffer.from('a') }]) }),
      '',
    ],
    [
      'more bytes than a document may have',
      'over-limit',
      (file) => ({ ...file, content: Buffer.alloc(120_001, file.content), stored: true }),
      '',
    ],
    ['a bomb', 'over-limit', (file) => ({ ...file, content: Buffer.alloc(100_000) }), ''],
  ];
  it.each(cases)('%s: %s', async (_name, code, change, path) => {
    const { batch, outcomes } = await push([await honest(), await listed(change, path), await honest()]);
    expect([batch.state, outcomes]).toEqual([
      'completed',
      [
        ['deposited', null],
        ['rejected', code],
        ['deposited', null],
      ],
    ]);
  });

  it('two entries of one name: which is meant cannot be known', async () => {
    const twice = await listed((file) => file);
    const { outcomes } = await push([await honest(), twice], twice.entry ? [twice.entry] : []);
    expect(outcomes).toEqual([
      ['deposited', null],
      ['rejected', 'entry-unsafe'],
    ]);
  });

  it('entries that share bytes', async () => {
    const first = await honest();
    const overlapping = await listed((file) => ({ ...file, claims: { offset: 250 } }));
    const manifest = writeManifest([first.row, overlapping.row]);
    const shared = first.entry as ZipEntry;
    const zip = writeZip([
      { ...shared, name: first.row.file },
      // Says that its bytes begin where the first file's do.
      { ...shared, name: overlapping.row.file, claims: { offset: 0 } },
      { name: 'manifest.csv', content: manifest },
    ]);
    const { items } = await office.push(zip);
    expect(items.map(({ code }) => code)).toContain('entry-unsafe');
    expect(items.filter(({ state }) => state === 'deposited').length).toBeLessThanOrEqual(1);
  });

  it('an entry whose place holds no file', async () => {
    const lying = await listed((file) => ({ ...file, claims: { offset: 3 } }));
    const kept = await honest();
    const zip = writeZip([
      ...[lying.entry ?? []].flat(),
      { name: 'manifest.csv', content: writeManifest([lying.row, kept.row]) },
      ...[kept.entry ?? []].flat(),
    ]);
    const { items } = await office.push(zip);
    expect(items.map(({ state, code }) => [state, code])).toEqual([
      ['rejected', 'entry-damaged'],
      ['deposited', null],
    ]);
  });

  it('folders are no items', async () => {
    const { outcomes } = await push([await honest()], [{ name: 'dossier/', content: Buffer.alloc(0) }]);
    expect(outcomes).toEqual([['deposited', null]]);
  });
});

describe('an archive that asks for more than the limits fails before its cost is paid', () => {
  it('by the number of entries', async () => {
    const extra = Array.from({ length: 8 }, (_, at) => ({ name: `${at}.txt`, content: Buffer.from('x') }));
    const { batch } = await push([await honest()], extra);
    expect([batch.state, batch.failure?.code]).toEqual(['failed', 'archive-over-limit']);
  });

  it('by what it unpacks to', async () => {
    const big = { name: 'big.bin', content: Buffer.from('x'), claims: { size: 700_000 } };
    const { batch } = await push([await honest()], [big]);
    expect([batch.state, batch.failure?.code]).toEqual(['failed', 'archive-over-limit']);
  });
});

describe('a file that cannot be sealed as sent is rejected by its kind', () => {
  it('each of them, and their neighbour is deposited', async () => {
    const print = await printer();
    const kinds: [string, (content: Buffer) => Buffer, object?][] = [
      ['not-a-pdf', () => Buffer.from('<!doctype html><title>Session expirée</title>')],
      ['not-a-pdf', () => Buffer.alloc(0)],
      ['pdf-damaged', (content) => content.subarray(0, Math.floor(content.length * 0.6))],
      ['pdf-empty', () => print.withoutPages(PERIOD)],
      ['pdf-encrypted', (content) => content, { passwords: { user: 'secret', owner: 'paie' } }],
      ['pdf-encrypted', (content) => content, { passwords: { user: '', owner: 'paie' } }],
      ['over-limit', (content) => content, { arrears: 9 }],
    ];
    for (const [code, change, options] of kinds) {
      const agent = await office.hire({});
      const printed = print.payslip(agent, office.employer, PERIOD, options ?? { arrears: 0 });
      const { batch, items } = await office.push([{ agent, content: change(printed) }]);
      expect([code, batch.state, items.map((item) => [item.state, item.code])]).toEqual([
        code,
        'completed',
        [['rejected', code]],
      ]);
    }
  });
});
