import { PLAIN_CSV, writeCsv } from '../../fixtures/payroll/csv';
import { MANIFEST_COLUMNS, manifestRow } from '../../fixtures/payroll/batches/batch';
import { writeManifest } from '../../fixtures/payroll/archive';
import { writeZip } from '../../support/zip-writer';
import { type Office, openOffice, PERIOD } from './office';
import { openPipeline, type Pipeline } from './pipeline';

let pipeline: Pipeline;
let office: Office;
beforeAll(async () => {
  pipeline = await openPipeline();
  office = await openOffice(pipeline);
});
afterAll(() => pipeline.stop());

const outcome = async (content: Buffer) => {
  const { batch } = await office.push(content);
  return [batch.state, batch.failure?.code ?? null, batch.received];
};

describe('a container whose manifest cannot be read fails whole, by its code', () => {
  it('without a manifest', async () => {
    const agent = await office.hire({});
    const zip = writeZip([{ name: 'bp.pdf', content: office.slip(agent) }]);
    expect(await outcome(zip)).toEqual(['failed', 'manifest-missing', 0]);
  });
});

describe('a manifest in any of the allowed dialects is read', () => {
  it.each([
    ['semicolons', PLAIN_CSV],
    ['commas, CRLF and a BOM', { ...PLAIN_CSV, separator: ',', newline: '\r\n', byteOrderMark: true } as const],
  ])('%s', async (_name, dialect) => {
    const agent = await office.hire({});
    const row = manifestRow(agent, PERIOD, 'payslip', { title: 'a;b,"c"\nd' });
    const zip = writeZip([
      { name: 'manifest.csv', content: writeManifest([row], dialect) },
      { name: row.file, content: office.slip(agent) },
    ]);
    const { batch, items } = await office.push(zip);
    expect([batch.state, items.map((item) => [item.state, item.code])]).toEqual([
      'completed',
      [['deposited', null]],
    ]);
  });
});
void writeCsv;
void MANIFEST_COLUMNS;
