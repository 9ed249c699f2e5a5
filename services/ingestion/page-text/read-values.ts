import { foldName } from '../../directory/fold-name';
import { DATE_PATTERN, lastDayOf, level, MONTH_PATTERN, parseDate, parsePeriod } from '../matching/calendar';
import { NIR_MASK } from '../nir';

/**
 * The value at the beginning of the text after a label. Each reader answers
 * null where the text is no such value: the label is then looked for elsewhere.
 */
export interface PrintedNumber {
  /** Null where a NIR stands at the place. */
  readonly value: string | null;
  /** What follows it. */
  readonly rest: string;
}

/** Groups of figures parted by blanks, letters before them or not; else one word. */
const NUMBER = /^(?:(?:[A-Z]{1,3}\s?)?\d{1,6}(?:\s\d{1,6})*(?![\w./-])|[A-Za-z0-9][\w./-]*)/u;

/** A matricule; blanks between groups of figures, or between letters and figures, belong to it. */
export function readPayrollNumber(text: string): PrintedNumber | null {
  if (text.startsWith(NIR_MASK)) return { value: null, rest: text.slice(NIR_MASK.length) };
  const printed = NUMBER.exec(text)?.[0] ?? '';
  const value = printed.replace(/[./-]+$/u, '').replace(/\s/gu, '');
  return /\d/u.test(value) && !isDate(text) ? { value, rest: text.slice(printed.length) } : null;
}

function isDate(text: string): boolean {
  return /^(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4})(?!\d)/u.test(text);
}

export function readDate(text: string): string | null {
  const found = new RegExp(String.raw`^(?:le\s)?(${DATE_PATTERN})(?!\d)`, 'u').exec(level(text));
  return found?.[1] ? parseDate(found[1]) : null;
}

/** A month, or a range of days within one month. A longer range names no month. */
export function readPeriod(text: string): string | null {
  const plain = level(text).replace(
    /^(?:[\s:\-–—]|du\s(?=mois)|mois\sde\s|mois\sd'|mois\s|de\s|d'|pour\s)+/u,
    '',
  );
  const range = new RegExp(
    String.raw`^(?:du\s)?(${DATE_PATTERN})\s?(?:au|a|-|–|—|jusqu'au)\s?(${DATE_PATTERN})(?!\d)`,
    'u',
  ).exec(plain);
  if (range?.[1] && range[2]) {
    const [from, to] = [parseDate(range[1]), parseDate(range[2])];
    return from && to && from.slice(0, 7) === to.slice(0, 7) && !from.startsWith('?')
      ? from.slice(0, 7)
      : null;
  }
  const day = new RegExp(String.raw`^(${DATE_PATTERN})(?!\d)`, 'u').exec(plain);
  if (day?.[1] && !/^\d{8}$/u.test(day[1])) return monthEndOf(parseDate(day[1]));
  const month = new RegExp(String.raw`^(${MONTH_PATTERN})(?![\d/])`, 'u').exec(plain);
  return month?.[1] ? parsePeriod(month[1]) : null;
}

/** A period given by one day is its month when it is the first or the last of it. */
function monthEndOf(date: string | null): string | null {
  if (date === null || date.startsWith('?')) return null;
  const month = date.slice(0, 7);
  return date.endsWith('-01') || date === lastDayOf(month) ? month : null;
}

export function readSiret(text: string): string | null {
  const found = /^\d(?:[\s.]?\d){13}(?!\d)/u.exec(text);
  return found ? found[0].replace(/\D/gu, '') : null;
}

export function readSlipNumber(text: string): string | null {
  return /^[A-Za-z0-9][A-Za-z0-9./_-]*/u.exec(text)?.[0] ?? null;
}

/** A single word of either case may be a particle: it never ends a name. */
const PARTICLES = new Set(
  "de du des d' la le les l' van von der den ten ter y e el al ben bin ibn da das do dos di del della zu af av san santa st ste".split(
    ' ',
  ),
);
/** Stands between two family names of one person. */
const JOINING = /^(?:nee?|ep|epouse|epoux|epx|veuve|vve|veuf|divorcee?)$/u;
const ELISION = /^(?:d|l|o|n|m|dell|all)['’]\p{L}/iu;
const TITLE =
  /^(?:m\.|mr\.?|mme\.?|mlle\.?|mm\.|monsieur|madame|mademoiselle|m)\s+(?:ou\s+(?:mme|madame|monsieur)\s+)?/iu;

/** `Monsieur le Maire`: an office, whoever holds it. */
const OFFICE =
  /^\S+\s+(?:le|la|l['’])\s?(?:maire|president|direct|tresor|comptable|prefet|chef|responsable|adjoint|secretaire|receveur|percepteur|payeur|procureur|inspect|delegue|juge)/u;
const TITLED =
  /^(?:(?:M\.?|Mr\.?|MR\.?|Mme\.?|MME\.?|Mlle\.?|MLLE\.?|[Mm]onsieur|MONSIEUR|[Mm]adame|MADAME|[Mm]ademoiselle|MADEMOISELLE)\s+\p{Lu}|(?:M\.|Mme|Mlle|Monsieur|Madame|MME|MONSIEUR|MADAME)\s+(?:[dlon]['’]|(?:de|du|des|le|la|van|von|el|al|ben)\s)\p{L})/u;

/** Whether the text begins with a civility and a person's name, not an office. */
export function hasTitle(text: string): boolean {
  return TITLED.test(text) && !OFFICE.test(level(text));
}

/** One or more given names; a list keeps its commas, which tell where each one ends. */
export function readGivenNames(text: string): string | null {
  const names = text.split(/\s*,\s*/u).map((part) => ({ part, name: readName(part) }));
  const end = names.findIndex(({ part, name }) => name === null || foldName(name) !== foldName(part));
  const whole = (end < 0 ? names : names.slice(0, Math.max(end, 1))).map(({ name }) => name);
  return whole[0] ? whole.join(', ') : null;
}

/** The words of a person's name at the beginning of the text, without civility; null where none stands there. */
export function readName(text: string): string | null {
  const words: string[] = [];
  for (const word of firstLine(text.replace(TITLE, '')).split(/\s+/u)) {
    const bare = word.replace(/[,;:)(.]+$/u, '');
    if (!isNameWord(bare) || word.startsWith('(') || JOINING.test(level(bare))) break;
    words.push(bare);
    if (bare !== word && !/^\p{Lu}[\p{L}]{0,2}\.$/u.test(word)) break;
  }
  while (
    words.length > 0 &&
    PARTICLES.has(level(words.at(-1) ?? '')) &&
    words.at(-1) === words.at(-1)?.toLowerCase()
  )
    words.pop();
  return words.some((word) => foldName(word).length > 1) ? words.join(' ') : null;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function isNameWord(word: string): boolean {
  if (!/^[\p{L}\p{M}'’ʼ\-‐‑]+$/u.test(word)) return false;
  return /^\p{Lu}/u.test(word) || PARTICLES.has(level(word)) || ELISION.test(word);
}
