import fc from 'fast-check';
import { compareClaim, compareIdentity } from '../../../services/ingestion/matching/compare-identity';
import { createDirectoryView } from '../../../services/ingestion/matching/directory-view';
import { matchItem } from '../../../services/ingestion/matching/match-item';
import { compareCandidate, type SignalName } from '../../../services/ingestion/quarantine/compare-candidate';
import { contradictionsOf } from '../../../services/ingestion/quarantine/weigh-choice';
import { page, person, request } from '../matching/people';

/** Few names, numbers and dates: collisions of every kind are the rule. */
const FAMILY = ['Martin', 'Dupont', 'Le Goff', 'Goff', 'Dupont-Martin', 'Dupont Martin'];
const GIVEN = ['Inès', 'Marie', 'Marie Inès', 'I', 'Jean, Paul', 'Jean'];
const BIRTH = ['1983-05-17', '1983-05-18'];
const NUMBERS = ['00417', '00418'];

const employment = fc
  .record({
    familyName: fc.constantFrom(...FAMILY),
    usageName: fc.option(fc.constantFrom(...FAMILY)),
    givenName: fc.constantFrom(...GIVEN),
    birthDate: fc.constantFrom(...BIRTH),
    number: fc.constantFrom(...NUMBERS),
  })
  .map((options) => options);

const printedName = fc.oneof(
  fc.record({ kind: fc.constantFrom('family', 'birth', 'usage'), text: fc.constantFrom(...FAMILY) }),
  fc.record({ kind: fc.constant('given'), text: fc.constantFrom(...GIVEN) }),
  fc
    .tuple(
      fc.constantFrom('full', 'placed', 'bare', 'family'),
      fc.constantFrom(...FAMILY),
      fc.constantFrom(...GIVEN),
      fc.boolean(),
    )
    .map(([kind, family, given, before]) => ({
      kind,
      text: before ? `${given} ${family}` : `${family} ${given}`,
    })),
);

const item = fc.record({
  claim: fc.option(
    fc.record(
      {
        payrollNumber: fc.constantFrom(...NUMBERS, ''),
        familyName: fc.constantFrom(...FAMILY, ''),
        givenName: fc.constantFrom(...GIVEN, ''),
        birthDate: fc.constantFrom(...BIRTH, '17/05/1983', 'inconnue', ''),
        period: fc.constantFrom('2026-10', '2026-09', ''),
      },
      { requiredKeys: [] },
    ),
  ),
  numbers: fc.array(fc.constantFrom(...NUMBERS), { maxLength: 1 }),
  names: fc.array(printedName, { maxLength: 3 }),
  birthDates: fc.array(fc.constantFrom(...BIRTH, '??83-05-17'), { maxLength: 2 }),
  periods: fc.array(fc.constantFrom('2026-10', '2026-09'), { maxLength: 1 }),
});

/** A request and the people of the directory, the chosen one first. */
const choice = fc
  .record({ people: fc.array(employment, { minLength: 1, maxLength: 4 }), item })
  .map((drawn) => {
    const { claim, numbers, names, birthDates, periods } = drawn.item;
    const people = drawn.people.map((options, at) => person(`e${at}`, options));
    const fields = page({ payrollNumbers: numbers, names: names as never, birthDates, periods });
    return { people, request: request(claim, fields) };
  });

const IDENTITY: readonly SignalName[] = ['familyName', 'givenName', 'birthDate'];

describe('what a person is shown of a candidate', () => {
  it('disagrees exactly where matching sees a contradiction', () => {
    fc.assert(
      fc.property(choice, ({ people: [chosen], request: asked }) => {
        if (chosen === undefined) throw new Error('nobody');
        const signals = compareCandidate(asked, chosen).filter(({ name }) => IDENTITY.includes(name));
        expect(signals.some(({ claim }) => claim === 'disagrees')).toBe(
          compareClaim(asked.claim, chosen).disagrees,
        );
        expect(signals.some(({ page: printed }) => printed === 'disagrees')).toBe(
          compareIdentity(asked.page.names, asked.page.birthDates, chosen).disagrees,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is not contradicted where matching would have chosen the same', () => {
    let matched = 0;
    fc.assert(
      fc.property(choice, ({ people, request: asked }) => {
        const directory = createDirectoryView(people);
        const outcome = matchItem(asked, directory);
        if (outcome.state !== 'matched') return;
        const chosen = people.find(({ employmentId }) => employmentId === outcome.employmentId);
        if (chosen === undefined) throw new Error('matched nobody');
        matched += 1;
        expect(contradictionsOf(asked, chosen, directory)).toEqual([]);
      }),
      // About one in a hundred matches.
      { numRuns: 20_000 },
    );
    expect(matched).toBeGreaterThan(20);
  });
});

describe('a full name of which half is somebody else’s', () => {
  it.each([
    ['MARTIN Inès', 'agrees', 'agrees'],
    ['Martin Zoé', 'agrees', 'disagrees'],
    ['Inès Autre', 'disagrees', 'agrees'],
    ['Zoé Autre', 'disagrees', 'disagrees'],
    ['Martin I.', 'agrees', 'silent'],
  ])('%s: family name %s, given name %s', (text, family, given) => {
    const asked = request(null, page({ names: [{ kind: 'full', text }] }));
    const signals = compareCandidate(asked, person('e0'));
    expect(signals.slice(1, 3)).toEqual([
      { name: 'familyName', claim: 'silent', page: family },
      { name: 'givenName', claim: 'silent', page: given },
    ]);
  });
});
