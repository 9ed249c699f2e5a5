import { MANIFEST_COLUMNS, type ManifestRow, manifestRow } from '../../fixtures/payroll/batches/batch';
import { writeCsv } from '../../fixtures/payroll/csv';
import type { AgentFixture, DocumentType } from '../../fixtures/payroll/model';
import { writeZip } from '../../support/zip-writer';
import { type Office, PERIOD, printer } from './office';

/** One row of a manifest that may replace something; its file is made from `months` of arrears. */
export interface SlipRow {
  readonly agent: AgentFixture;
  /** Months of arrears, 0 to 6: what tells one slip of a month from another. */
  readonly months: number;
  readonly period?: string;
  readonly type?: DocumentType;
  readonly corrects?: string;
  readonly row?: Partial<ManifestRow>;
  /** Another print of the same text. */
  readonly edition?: number;
}

/** An archive whose manifest has the column `corrects`. */
export async function archiveOf(office: Office, slips: readonly SlipRow[]): Promise<Buffer> {
  const print = await printer();
  const rows = slips.map(({ agent, period = PERIOD, type = 'payslip', row, corrects = '' }, at) => ({
    ...manifestRow(agent, period, type, { file: `${at}.pdf`, ...row }),
    corrects,
  }));
  const columns = [...MANIFEST_COLUMNS, 'corrects'] as const;
  const manifest = writeCsv([columns, ...rows.map((row) => columns.map((column) => row[column]))]);
  const files = slips.map(({ agent, months, period = PERIOD, type = 'payslip', edition }, at) => ({
    name: rows[at]?.file ?? '',
    content:
      type === 'payslip'
        ? print.payslip(agent, office.employer, period, {
            arrears: months,
            ...(edition === undefined ? {} : { edition }),
          })
        : print[type](agent, office.employer, period),
  }));
  return writeZip([{ name: 'manifest.csv', content: manifest }, ...files]);
}
