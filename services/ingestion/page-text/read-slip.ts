import { level, MONTH_PATTERN, parsePeriod } from '../matching/calendar';
import { findAddressee } from './find-addressee';
import { type Candidate, type LocatedField, locateFields } from './locate-values';
import type { PageText, TextLine } from './page-text';
import { findZones, type PageZones } from './page-zones';
import { readProse } from './read-prose';
import {
  hasTitle,
  type PrintedNumber,
  readDate,
  readGivenNames,
  readName,
  readPayrollNumber,
  readPeriod,
  readSiret,
  readSlipNumber,
} from './read-values';
import type { PrintedName, SlipFields } from './slip-fields';

/**
 * The labelled fields of one page. Nothing here is decided: what the layout
 * labels is read, whomever it names. Pay lines, dates of payment, entry, effect
 * or signature, addresses and the slip's own number are no signals and are not
 * among the fields that identify.
 */
export function readSlip(page: PageText): SlipFields {
  const zones = findZones(page);
  // Below the identity only what is certainly a field counts: a stub at the foot of the page.
  const fields = [
    ...locateFields(zones.identity),
    ...locateFields(zones.rest.filter(hasColon)).filter(
      (field) => field.isField && field.hasColon && field.kind !== 'period' && !zones.isProse,
    ),
  ];
  const numbers = fields
    .filter((field) => field.kind === 'payroll-number')
    .flatMap((field) => field.candidates.flatMap(readNumberField).slice(0, 1));
  const agents = fields.filter(({ kind }) => kind === 'full-name').flatMap(readNumberedName);
  const prose = zones.isProse
    ? readProse(zones.identity)
    : { names: [], numbers: [], birthDates: [], periods: [] };
  const allNumbers = [...numbers, ...agents.map(({ number }) => number), ...prose.numbers];
  return {
    hasText: page.lines.length > 0,
    type: zones.type,
    payrollNumbers: distinct(allNumbers.flatMap(({ value }) => value ?? [])),
    nirAtPayrollNumber: allNumbers.some(({ value }) => value === null),
    names: distinctNames([
      ...fields.flatMap(namesOf),
      ...agents.map(({ name }) => name),
      ...prose.names,
      ...findAddressee(zones),
    ]),
    birthDates: distinct([...fields.flatMap(birthDatesOf), ...prose.birthDates]),
    periods: distinct([...periodsOf(fields), ...titlePeriod(zones), ...prose.periods]),
    sirets: distinct(
      fields.filter(({ kind }) => kind === 'siret').flatMap((field) => firstRead(field, readSiret)),
    ),
    page: pageNumber(page.lines),
    slipNumber:
      fields.filter(({ kind }) => kind === 'slip-number').flatMap((f) => firstRead(f, readSlipNumber))[0] ??
      null,
  };
}

function firstRead<T>(field: LocatedField, read: (text: string) => T | null): T[] {
  for (const candidate of field.candidates) {
    const value = read(candidate.text);
    if (value !== null) return [value];
  }
  return [];
}

function hasColon(line: TextLine): boolean {
  return line.cells.some((cell) => cell.text.includes(':'));
}

/** In a cell of its own a matricule stands alone: `12, rue des Écoles` in the next cell is none. */
function readNumberField({ text, isCell }: Candidate): PrintedNumber[] {
  const number = readPayrollNumber(text);
  if (number === null) return [];
  const isAlone = number.value === null || !/[\p{L}\d]/u.test(number.rest) || hasTitle(number.rest.trim());
  return isAlone || !isCell ? [number] : [];
}

/** "Agent : 00417 - DUPONT Inès" */
function readNumberedName({ candidates }: LocatedField): { number: PrintedNumber; name: PrintedName }[] {
  const number = readPayrollNumber(candidates[0]?.text ?? '');
  const name = number && readName(number.rest.replace(/^[\s\-–—/:]+/u, ''));
  return number && name ? [{ number, name: { kind: 'full', text: name } }] : [];
}

function namesOf(field: LocatedField): PrintedName[] {
  switch (field.kind) {
    case 'given-name':
      return firstRead(field, readGivenNames).map((text) => ({ kind: 'given', text }));
    case 'birth-name':
      return firstRead(field, readName).map((text) => ({ kind: 'birth', text }));
    case 'usage-name':
      return firstRead(field, readName).map((text) => ({ kind: 'usage', text }));
    case 'family-name':
      return firstRead(field, readName).map((text) => ({ kind: 'family', text }));
    case 'full-name':
      return firstRead(field, readName).map((text) => ({ kind: 'full', text }));
    default:
      return [];
  }
}

function birthDatesOf(field: LocatedField): string[] {
  if (field.kind === 'birth-date') return firstRead(field, readDate);
  // "née Thévenaz le 24/12/1981"
  if (field.kind !== 'birth-name') return [];
  return firstRead(field, (text) => {
    const day = /\s(le\s.*)$/u.exec(text)?.[1];
    return day ? readDate(day) : null;
  });
}

function periodsOf(fields: readonly LocatedField[]): string[] {
  return fields.filter(({ kind }) => kind === 'period').flatMap((field) => firstRead(field, readPeriod));
}

/** A month alone beside or just below the title "Bulletin de paie" is the slip's period. */
function titlePeriod({ identity, titleLine, type }: PageZones): string[] {
  if (titleLine < 0 || type !== 'payslip') return [];
  const month = new RegExp(`^(?:${MONTH_PATTERN})$`, 'u');
  return identity
    .slice(titleLine, titleLine + 4)
    .flatMap((line) => line.cells.map((cell) => level(cell.text)))
    .flatMap((text) => (month.test(text) ? (parsePeriod(text) ?? []) : []));
}

function pageNumber(lines: readonly TextLine[]): SlipFields['page'] {
  for (const line of lines) {
    for (const cell of line.cells) {
      const found =
        /\b(?:page|feuillet|folio|p\.)\s?(?:n[°º]\s?)?:?\s?(\d{1,3})(?:\s?(?:\/|sur|de)\s?(\d{1,3}))?(?!\d)/u.exec(
          level(cell.text),
        );
      if (found) return { number: Number(found[1]), of: found[2] ? Number(found[2]) : null };
    }
  }
  return null;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function distinctNames(names: readonly PrintedName[]): PrintedName[] {
  return [...new Map(names.map((name) => [`${name.kind} ${name.text}`, name])).values()];
}
