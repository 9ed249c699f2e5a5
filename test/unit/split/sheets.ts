import { createHash } from 'node:crypto';
import type { PageReading } from '../../../services/ingestion/split/page-reading';

/** What stands on one page. */
export interface Sheet {
  readonly kind?: PageReading['kind'];
  readonly agent?: string;
  readonly name?: string;
  readonly birthDate?: string;
  readonly period?: string;
  readonly slip?: string;
  /** `2/3`, or `2` where the total is not printed. */
  readonly page?: string;
  readonly title?: boolean;
  readonly net?: boolean;
  readonly goesOn?: boolean;
  readonly continues?: boolean;
  readonly layout?: PageReading['layout'];
  readonly text?: string;
  readonly fault?: PageReading['fault'];
}

const LAYOUT = { left: 28, type: 8.5 };

/** The readings of a file of these pages, in this order. */
export function file(...sheets: readonly Sheet[]): PageReading[] {
  return sheets.map((sheet, at) => readingOf(sheet, at + 1));
}

function readingOf(sheet: Sheet, number: number): PageReading {
  const { agent, name, page, kind = 'content', title = false } = sheet;
  const [n, of] = (page ?? '').split('/').map(Number);
  return {
    number,
    kind,
    fields: {
      hasText: kind === 'content',
      type: title ? 'payslip' : null,
      payrollNumbers: agent === undefined ? [] : [agent],
      nirAtPayrollNumber: false,
      names: name === undefined ? [] : [{ kind: 'full', text: name }],
      birthDates: sheet.birthDate === undefined ? [] : [sheet.birthDate],
      periods: sheet.period === undefined ? [] : [sheet.period],
      sirets: [],
      page: page === undefined || n === undefined ? null : { number: n, of: of ?? null },
      slipNumber: sheet.slip ?? null,
    },
    payrollNumbers: agent === undefined ? [] : [agent],
    goesOn: sheet.goesOn ?? false,
    continues: sheet.continues ?? false,
    hasNet: sheet.net ?? false,
    layout: sheet.layout === undefined ? LAYOUT : sheet.layout,
    textSha256: createHash('sha256')
      .update(sheet.text ?? JSON.stringify(sheet))
      .digest(),
    fault: sheet.fault ?? null,
  };
}

/** A slip of one page. */
export const single = (agent: string, more: Sheet = {}): Sheet => ({
  agent,
  title: true,
  net: true,
  ...more,
});
export const BLANK: Sheet = { kind: 'blank', layout: null };
export const COVER: Sheet = { kind: 'cover' };
