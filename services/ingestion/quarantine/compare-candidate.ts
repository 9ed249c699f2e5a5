import { normalisePayrollNumber } from '../../directory/payroll-number';
import { parseDate, sameDate } from '../matching/calendar';
import { compareIdentity } from '../matching/compare-identity';
import type { KnownEmployment } from '../matching/directory-view';
import type { MatchRequest } from '../matching/match-request';
import { nameWords } from '../matching/name-words';
import type { PrintedName } from '../page-text/slip-fields';

export type Standing = 'agrees' | 'disagrees' | 'silent';
export type SignalName = 'payrollNumber' | 'familyName' | 'givenName' | 'birthDate';

/** How one signal, as claimed and as printed, stands to one employment. */
export interface Signal {
  readonly name: SignalName;
  readonly claim: Standing;
  readonly page: Standing;
}

/** What one side states of whom the document is for. */
interface Statement {
  readonly payrollNumbers: readonly string[];
  readonly names: readonly PrintedName[];
  readonly birthDates: readonly string[];
}

const NAMES: readonly SignalName[] = ['payrollNumber', 'familyName', 'givenName', 'birthDate'];

/**
 * Signal by signal, by the rules of matching: whatever contradicts there is
 * `disagrees` in one of the signals here.
 */
export function compareCandidate(
  { claim, page, batch }: Pick<MatchRequest, 'claim' | 'page' | 'batch'>,
  employment: KnownEmployment,
): Signal[] {
  const claimed = standings(statementOf(claim), employment, batch.source);
  const printed = standings(page, employment, batch.source);
  return NAMES.map((name) => ({ name, claim: claimed[name], page: printed[name] }));
}

function statementOf(claim: MatchRequest['claim']): Statement {
  const given = (value: string | undefined): string[] =>
    value === undefined || value.trim() === '' ? [] : [value];
  return {
    payrollNumbers: given(claim?.payrollNumber),
    names: [
      ...given(claim?.familyName).map((text) => ({ kind: 'family' as const, text })),
      ...given(claim?.givenName).map((text) => ({ kind: 'given' as const, text })),
    ],
    // A date that cannot be read agrees with nothing.
    birthDates: given(claim?.birthDate).map((written) => parseDate(written) ?? 'unreadable'),
  };
}

function standings(
  { payrollNumbers, names, birthDates }: Statement,
  employment: KnownEmployment,
  source: string,
): Record<SignalName, Standing> {
  const borne = employment.payrollNumbers
    .filter((span) => span.source === source)
    .map((span) => normalisePayrollNumber(span.number));
  const read = names.map((name) => compareName(name, employment));
  return {
    payrollNumber: all(
      payrollNumbers.map((number) => agreeIf(borne.includes(normalisePayrollNumber(number)))),
    ),
    familyName: all(read.map(({ family }) => family)),
    givenName: all(read.map(({ given }) => given)),
    birthDate: all(
      birthDates.map((date) =>
        agreeIf(employment.birthDate !== null && sameDate(date, employment.birthDate)),
      ),
    ),
  };
}

interface NameStandings {
  readonly family: Standing;
  readonly given: Standing;
}

function compareName(name: PrintedName, employment: KnownEmployment): NameStandings {
  const whole = compareIdentity([name], [], employment);
  if (!whole.disagrees) {
    return {
      family: whole.names.length > 0 ? 'agrees' : 'silent',
      given: whole.givenName ? 'agrees' : 'silent',
    };
  }
  if (name.kind === 'given') return { family: 'silent', given: 'disagrees' };
  if (name.kind !== 'full' && name.kind !== 'placed') return { family: 'disagrees', given: 'silent' };
  return compareParts(name.text, employment);
}

/** A full name that is not this person's: which half of it is not? */
function compareParts(text: string, employment: KnownEmployment): NameStandings {
  const words = nameWords(text);
  const parts = words
    .slice(1)
    .flatMap((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
  const isFamily = (part: string) =>
    !compareIdentity([{ kind: 'family', text: part }], [], employment).disagrees;
  const isGiven = (part: string) =>
    compareIdentity([{ kind: 'given', text: part }], [], employment).givenName;
  // Where the family name stands in it, the rest is what contradicts.
  if (parts.some(isFamily)) return { family: 'agrees', given: 'disagrees' };
  return { family: 'disagrees', given: parts.some(isGiven) ? 'agrees' : 'disagrees' };
}

/** Several statements of one signal: a single contradiction outweighs what agrees. */
function all(standings: readonly Standing[]): Standing {
  if (standings.includes('disagrees')) return 'disagrees';
  return standings.includes('agrees') ? 'agrees' : 'silent';
}

function agreeIf(agrees: boolean): Standing {
  return agrees ? 'agrees' : 'disagrees';
}
