import { normalisePayrollNumber } from '../../directory/payroll-number';
import { level } from '../matching/calendar';
import { textKey } from '../matching/text-key';
import type { PageText } from '../page-text/page-text';
import { readSlip } from '../page-text/read-slip';
import type { SlipFields } from '../page-text/slip-fields';
import { kindOfPage, type PageKind } from './page-kind';

/**
 * What splitting needs to know of one page; its text is not kept, so that the
 * readings of a long file stay small. Personal data: never logged.
 */
export interface PageReading {
  /** Position in the file, from 1. */
  readonly number: number;
  readonly kind: PageKind;
  readonly fields: SlipFields;
  /** Matricules printed, as they are compared. */
  readonly payrollNumbers: readonly string[];
  /** It says that the slip goes on on another page. */
  readonly goesOn: boolean;
  /** It says that it continues another page: however it is titled, no slip begins here. */
  readonly continues: boolean;
  /** It prints the net pay, which a payslip prints once, on its last page. */
  readonly hasNet: boolean;
  readonly layout: PageLayout | null;
  /** SHA-256 of its normalised text; NULL without text. */
  readonly textSha256: Buffer | null;
  /** Why nothing is known of it: reading this page alone failed. */
  readonly fault: PageFault | null;
}

export type PageFault = 'over-limit' | 'processing-crash' | 'pdf-damaged';

/** What pages printed with one layout share. Points. */
export interface PageLayout {
  readonly left: number;
  /** Height of most of the type. */
  readonly type: number;
}

const GOES_ON =
  /\b(?:suite (?:page suivante|en page suivante|au verso|sur (?:la )?page|a la page|page)|page suivante|a reporter|report page suivante|\.\.\.\/\.\.\.|t\.?s\.?v\.?p)/u;
const CONTINUES =
  /^(?:suite (?:du bulletin|de la page|et fin|bulletin)|bulletin \(?suite\)?|\(?suite\)?$|report (?:de la )?page precedente)/u;
const NET = /\bnet (?:a payer|paye|a verser|verse|payer)\b/u;

export function readPage(page: PageText): PageReading {
  const fields = readSlip(page);
  const cells = page.lines.flatMap((line) => line.cells.map((cell) => level(cell.text)));
  return {
    number: page.number,
    kind: kindOfPage(page, fields),
    fields,
    payrollNumbers: [...new Set(fields.payrollNumbers.map(normalisePayrollNumber))],
    goesOn: cells.some((text) => GOES_ON.test(text)),
    continues: cells.some((text) => CONTINUES.test(text)),
    hasNet: cells.some((text) => NET.test(text)),
    layout: layoutOf(page),
    textSha256: textKey([page]),
    fault: null,
  };
}

/** A page that could not be read, among others that could. */
export function unreadPage(number: number, fault: PageFault): PageReading {
  const unread = readPage({ number, lines: [], hasDrawing: true });
  return { ...unread, fault };
}

function layoutOf({ lines }: PageText): PageLayout | null {
  if (lines.length === 0) return null;
  const counts = new Map<number, number>();
  for (const { height, cells } of lines) {
    const type = Math.round(height * 2) / 2;
    counts.set(type, (counts.get(type) ?? 0) + cells.length);
  }
  const [[type] = [0]] = [...counts].sort((a, b) => b[1] - a[1]);
  return { left: Math.min(...lines.flatMap((line) => line.cells.map((cell) => cell.left))), type };
}
