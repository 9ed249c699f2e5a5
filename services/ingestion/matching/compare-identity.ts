import { foldName } from '../../directory/fold-name';
import type { PrintedName } from '../page-text/slip-fields';
import { parseDate, sameDate } from './calendar';
import type { KnownEmployment } from './directory-view';
import type { Claim } from './match-request';
import { nameWords } from './name-words';

/** How the identity that one side states compares with one employment. */
export interface Comparison {
  /** Folded birth or usage names of the employment that are stated. */
  readonly names: readonly string[];
  readonly givenName: boolean;
  readonly birthDate: boolean;
  /** Something stated is not so. However much agrees, this outweighs it. */
  readonly disagrees: boolean;
}

export function compareClaim(claim: Claim | null, employment: KnownEmployment): Comparison {
  const names: PrintedName[] = [];
  if (isGiven(claim?.familyName)) names.push({ kind: 'family', text: claim.familyName });
  if (isGiven(claim?.givenName)) names.push({ kind: 'given', text: claim.givenName });
  // A date that cannot be read agrees with nothing.
  const dates = isGiven(claim?.birthDate) ? [parseDate(claim.birthDate) ?? 'unreadable'] : [];
  return compareIdentity(names, dates, employment);
}

export function compareIdentity(
  stated: readonly PrintedName[],
  birthDates: readonly string[],
  employment: KnownEmployment,
): Comparison {
  const readings = stated.map((name) => compareName(name, employment));
  const dates = birthDates.map(
    (date) => employment.birthDate !== null && sameDate(date, employment.birthDate),
  );
  return {
    names: [...new Set(readings.flatMap((reading) => reading?.names ?? []))],
    givenName: readings.some((reading) => reading?.givenName),
    birthDate: dates.includes(true),
    disagrees: readings.includes(null) || dates.includes(false),
  };
}

/** What of the employment a printed name agrees with. */
interface NameReading {
  readonly names: readonly string[];
  readonly givenName: boolean;
}

const SAYS_NOTHING: NameReading = { names: [], givenName: false };

/** Null where the name is not the employment's. Names are compared whole. */
function compareName({ kind, text }: PrintedName, employment: KnownEmployment): NameReading | null {
  const birth = foldName(employment.familyName);
  const usage = foldName(employment.usageName ?? '');
  const given = foldName(employment.givenName);
  const accepted: Spelling[] = kind === 'birth' ? [[birth, [birth]]] : familyNames(birth, usage);
  switch (kind) {
    case 'given':
      return compareGivenName(text, given);
    case 'bare': {
      // No label says that it is a name: it can confirm one, whole, and contradict none.
      const reading = compareFullName(nameWords(text), accepted, given);
      return reading?.givenName ? reading : SAYS_NOTHING;
    }
    default:
      // Under "Nom" some layouts print the given name, too.
      return compareFullName(nameWords(text), accepted, given);
  }
}

/** A folded way to write the family name, and the names it states. */
type Spelling = readonly [written: string, states: readonly string[]];

/** Ways to write the family name, both names together included. */
function familyNames(birth: string, usage: string): Spelling[] {
  if (usage === '' || usage === birth) return [[birth, [birth]]];
  return [
    [birth, [birth]],
    [usage, [usage]],
    [birth + usage, [birth, usage]],
    [usage + birth, [birth, usage]],
  ];
}

function readingOf(name: string, accepted: readonly Spelling[]): NameReading | null {
  const found = accepted.find(([written]) => written !== '' && written === name);
  return found ? { names: found[1], givenName: false } : null;
}

/** All given names, or of a list with commas its first; an initial says nothing. */
function compareGivenName(text: string, given: string): NameReading | null {
  const stated = foldName(text);
  if (stated === given && given !== '') return { names: [], givenName: true };
  const listed = text.split(',').map(foldName);
  if (listed.length > 1 && listed[0] === given && given !== '') return { names: [], givenName: false };
  return isInitialOf(text, given) ? { names: [], givenName: false } : null;
}

/** Family name alone, or with the given name before or behind it; words are never split. */
function compareFullName(
  words: readonly string[],
  accepted: readonly Spelling[],
  given: string,
): NameReading | null {
  const whole = readingOf(foldName(words.join('')), accepted);
  if (whole) return whole;
  let withInitial: NameReading | null = null;
  for (let at = 1; at < words.length; at += 1) {
    const [before, behind] = [words.slice(0, at).join(''), words.slice(at).join('')];
    for (const [family, other] of [
      [before, behind],
      [behind, before],
    ] as const) {
      const reading = readingOf(foldName(family), accepted);
      if (!reading) continue;
      if (foldName(other) === given && given !== '') return { ...reading, givenName: true };
      if (isInitialOf(other, given)) withInitial = reading;
    }
  }
  return withInitial;
}

function isInitialOf(text: string, given: string): boolean {
  const letter = foldName(text);
  return letter.length === 1 && given.startsWith(letter);
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
