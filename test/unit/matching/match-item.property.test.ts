import fc from 'fast-check';
import {
  createDirectoryView,
  type KnownEmployment,
} from '../../../services/ingestion/matching/directory-view';
import { matchItem } from '../../../services/ingestion/matching/match-item';
import {
  type Claim,
  type MatchRequest,
  namesToLookUp,
  numbersToLookUp,
} from '../../../services/ingestion/matching/match-request';
import type { PrintedName, SlipFields } from '../../../services/ingestion/page-text/slip-fields';
import { page, person, request } from './people';

/** Few names, numbers and dates: collisions of every kind are the rule. */
const FAMILY = ['Martin', 'Dupont', "d'Hautecombe", 'Hautecombe', 'Le Goff', 'Goff', 'Dupont-Martin'];
const GIVEN = ['Inès', 'Marie', 'Marie-Inès', 'Jean', 'Jean-Marie'];
const BIRTH = ['1983-05-17', '1983-05-18', '1990-01-01'];
const NUMBERS = ['00417', '0417', '417', '417A', '00418'];

const employment = fc
  .record({
    familyName: fc.constantFrom(...FAMILY),
    usageName: fc.option(fc.constantFrom(...FAMILY)),
    givenName: fc.constantFrom(...GIVEN),
    birthDate: fc.constantFrom(...BIRTH),
    number: fc.constantFrom(...NUMBERS),
    from: fc.constantFrom('2000-01-01', '2025-01-01', '2026-12-01'),
    until: fc.constantFrom(null, '2024-12-31', '2026-06-30'),
  })
  .filter(({ from, until }) => until === null || from <= until);

const directory = fc
  .array(employment, { minLength: 1, maxLength: 8 })
  .map((people) => people.map((options, index) => person(`e${index}`, options)));

type Field = 'payrollNumber' | 'familyName' | 'givenName' | 'birthDate';

/** What a correct slip of the employment claims and prints, each part there or not. */
const shown = fc.record({
  claim: fc.option(
    fc.record({
      payrollNumber: fc.boolean(),
      familyName: fc.boolean(),
      givenName: fc.boolean(),
      birthDate: fc.boolean(),
    }),
  ),
  number: fc.boolean(),
  name: fc.constantFrom('none', 'family', 'full'),
  birth: fc.boolean(),
});

function slipOf(
  owner: KnownEmployment,
  parts: { claim: Record<Field, boolean> | null; number: boolean; name: string; birth: boolean },
): {
  claim: Claim | null;
  fields: SlipFields;
} {
  const number = owner.payrollNumbers[0]?.number ?? '';
  const said: Record<Field, string> = {
    payrollNumber: number,
    familyName: owner.familyName,
    givenName: owner.givenName,
    birthDate: owner.birthDate ?? '',
  };
  const { claim } = parts;
  const names: PrintedName[] =
    parts.name === 'none'
      ? []
      : [
          {
            kind: parts.name === 'full' ? 'full' : 'family',
            text: `${owner.familyName}${parts.name === 'full' ? ` ${owner.givenName}` : ''}`,
          },
        ];
  return {
    claim:
      claim &&
      Object.fromEntries(
        (Object.keys(said) as Field[]).filter((field) => claim[field]).map((field) => [field, said[field]]),
      ),
    fields: page({
      payrollNumbers: parts.number ? [number] : [],
      names,
      birthDates: parts.birth && owner.birthDate ? [owner.birthDate] : [],
    }),
  };
}

function ownerOf(asked: MatchRequest, people: readonly KnownEmployment[]): string | null {
  const outcome = matchItem(asked, createDirectoryView(people));
  return outcome.state === 'matched' ? outcome.employmentId : null;
}

const runs = { numRuns: 3000 };

describe('whatever is missing or wrong, nothing reaches another person', () => {
  test('a slip that shows its owner, in part, reaches its owner or nobody', () => {
    fc.assert(
      fc.property(directory, fc.nat(), shown, (people, at, parts) => {
        const owner = people[at % people.length] as KnownEmployment;
        const { claim, fields } = slipOf(owner, parts);
        const reached = people.find(
          ({ employmentId }) => employmentId === ownerOf(request(claim, fields), people),
        );
        if (!reached || reached === owner) return;
        // Only an employment that shares everything the slip shows may be reached in its place.
        expect(reached.payrollNumbers[0]?.number).toBe(owner.payrollNumbers[0]?.number);
        if (fields.birthDates.length > 0) expect(reached.birthDate).toBe(owner.birthDate);
        if (parts.name === 'full') expect(reached.givenName).toBe(owner.givenName);
      }),
      runs,
    );
  });

  test('a manifest row of one agent on the page of another never matches', () => {
    fc.assert(
      fc.property(directory, fc.nat(), fc.nat(), (people, one, two) => {
        const claimed = people[one % people.length] as KnownEmployment;
        const printed = people[two % people.length] as KnownEmployment;
        const differ =
          claimed.payrollNumbers[0]?.number !== printed.payrollNumbers[0]?.number ||
          claimed.birthDate !== printed.birthDate ||
          claimed.givenName !== printed.givenName;
        fc.pre(differ);
        const everything = { payrollNumber: true, familyName: true, givenName: true, birthDate: true };
        const { claim } = slipOf(claimed, { claim: everything, number: false, name: 'none', birth: false });
        const { fields } = slipOf(printed, { claim: null, number: true, name: 'full', birth: true });
        expect(ownerOf(request(claim, fields), people)).toBeNull();
      }),
      runs,
    );
  });

  test('one signal changed to something nobody has stops the item', () => {
    const changes: ((claim: Claim, fields: SlipFields) => [Claim, SlipFields])[] = [
      (claim, fields) => [{ ...claim, payrollNumber: '99999' }, fields],
      (claim, fields) => [{ ...claim, familyName: 'Zyx' }, fields],
      (claim, fields) => [{ ...claim, givenName: 'Zyx' }, fields],
      (claim, fields) => [{ ...claim, birthDate: '1901-01-01' }, fields],
      (claim, fields) => [claim, { ...fields, payrollNumbers: ['99999'] }],
      (claim, fields) => [claim, { ...fields, names: [...fields.names, { kind: 'full', text: 'ZYX Wvu' }] }],
      (claim, fields) => [claim, { ...fields, birthDates: ['1901-01-01'] }],
      (claim, fields) => [claim, { ...fields, periods: ['2026-01'] }],
      (claim, fields) => [claim, { ...fields, sirets: ['26990052800010'] }],
    ];
    fc.assert(
      fc.property(directory, fc.nat(), fc.constantFrom(...changes), (people, at, change) => {
        const owner = people[at % people.length] as KnownEmployment;
        const everything = { payrollNumber: true, familyName: true, givenName: true, birthDate: true };
        const { claim, fields } = slipOf(owner, {
          claim: everything,
          number: true,
          name: 'full',
          birth: true,
        });
        expect(ownerOf(request(...change(claim ?? {}, fields)), people)).toBeNull();
      }),
      runs,
    );
  });

  test('a directory loaded only as asked for gives the outcome of the whole one', () => {
    fc.assert(
      fc.property(directory, fc.nat(), shown, (people, at, parts) => {
        const { claim, fields } = slipOf(people[at % people.length] as KnownEmployment, parts);
        const asked = request(claim, fields);
        const whole = createDirectoryView(people);
        const byNumber = numbersToLookUp([asked])
          .flatMap((number) => whole.bearersOf('main', number))
          .map((bearer) => bearer.employment);
        const byName = namesToLookUp([asked], byNumber).flatMap((name) => whole.bearingName(name));
        const loaded = createDirectoryView(new Set([...byNumber, ...byName]));
        expect({ ...matchItem(asked, loaded), candidates: [] }).toEqual({
          ...matchItem(asked, whole),
          candidates: [],
        });
      }),
      runs,
    );
  });
});
