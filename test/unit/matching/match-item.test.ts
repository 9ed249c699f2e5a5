import {
  createDirectoryView,
  type KnownEmployment,
} from '../../../services/ingestion/matching/directory-view';
import { matchItem } from '../../../services/ingestion/matching/match-item';
import type { MatchRequest } from '../../../services/ingestion/matching/match-request';
import { OWN_CLAIM, OWN_PAGE, page, person, request } from './people';

const INES = person('ines');

function match(asked: MatchRequest, ...others: KnownEmployment[]): string {
  const outcome = matchItem(asked, createDirectoryView([INES, ...others]));
  return outcome.state === 'matched' ? outcome.employmentId : outcome.code;
}

const numberOnly = page({ payrollNumbers: ['00417'] });
const nameOnly = page({ names: [{ kind: 'full', text: 'DUPONT Inès' }] });

describe('matricule and second signal', () => {
  test.each([
    ['claim and page say all', OWN_CLAIM, OWN_PAGE, 'ines'],
    ['nothing claimed, all on the page', null, OWN_PAGE, 'ines'],
    ['the matricule is claimed, the name printed', { payrollNumber: '00417' }, nameOnly, 'ines'],
    ['the name is claimed, the matricule printed', { familyName: 'DUPONT' }, numberOnly, 'ines'],
    [
      'the birth date is the second signal',
      null,
      page({ payrollNumbers: ['00417'], birthDates: ['1983-05-17'] }),
      'ines',
    ],
    [
      'the birth name is the second signal',
      null,
      page({ payrollNumbers: ['00417'], names: [{ kind: 'birth', text: 'MARTIN' }] }),
      'ines',
    ],
    ['blanks inside the matricule', { ...OWN_CLAIM, payrollNumber: ' 00 417' }, OWN_PAGE, 'ines'],
    ['no matricule anywhere', { familyName: 'Dupont', givenName: 'Inès' }, nameOnly, 'no-payroll-number'],
    [
      'a NIR at the place of the matricule',
      null,
      page({ ...nameOnly, nirAtPayrollNumber: true }),
      'no-payroll-number',
    ],
    [
      'a NIR as matricule',
      { ...OWN_CLAIM, payrollNumber: '2 83 05 99 999 359' },
      OWN_PAGE,
      'nir-as-payroll-number',
    ],
    ['leading zeros lost', { ...OWN_CLAIM, payrollNumber: '417' }, OWN_PAGE, 'unknown-payroll-number'],
    ['only matricules', { payrollNumber: '00417' }, numberOnly, 'no-second-source'],
    [
      'a given name alone is no second signal',
      null,
      page({ payrollNumbers: ['00417'], names: [{ kind: 'given', text: 'Inès' }] }),
      'no-second-source',
    ],
    ['the page is a scan', OWN_CLAIM, page({ hasText: false, periods: [], sirets: [] }), 'no-second-source'],
    ['the page says nothing of a person', OWN_CLAIM, page(), 'no-second-source'],
    ['a scan and no claim', null, page({ hasText: false }), 'no-second-source'],
  ])('%s', (_, claim, fields, expected) => {
    expect(match(request(claim, fields))).toBe(expected);
  });

  test('a page without a word may pass where the employer accepts the manifest alone', () => {
    const settings = { manifestOnlyTypes: ['payslip' as const] };
    const scan = page({ hasText: false, periods: [], sirets: [] });
    const outcome = matchItem(request(OWN_CLAIM, scan, {}, settings), createDirectoryView([INES]));
    expect(outcome).toMatchObject({ state: 'matched', manifestOnly: true });
    expect(match(request({ payrollNumber: '00417' }, scan, {}, settings))).toBe('no-second-source');
    expect(match(request(null, scan, {}, settings))).toBe('no-second-source');
  });
});

describe('a signal that disagrees outweighs all others', () => {
  test.each([
    ['another matricule on the page', OWN_CLAIM, { payrollNumbers: ['00418'] }, 'document-disagrees'],
    ['two matricules on the page', OWN_CLAIM, { payrollNumbers: ['00417', '00418'] }, 'document-disagrees'],
    [
      'another name on the page',
      OWN_CLAIM,
      { names: [{ kind: 'full' as const, text: 'DURAND Inès' }] },
      'document-disagrees',
    ],
    [
      'another given name on the page',
      OWN_CLAIM,
      { names: [{ kind: 'full' as const, text: 'DUPONT Marie' }] },
      'document-disagrees',
    ],
    [
      'a part of the name',
      OWN_CLAIM,
      { names: [{ kind: 'family' as const, text: 'DUPONT-DURAND' }] },
      'document-disagrees',
    ],
    [
      'the usage name as birth name',
      OWN_CLAIM,
      { names: [{ kind: 'birth' as const, text: 'DUPONT' }] },
      'document-disagrees',
    ],
    [
      'one right name and one wrong',
      OWN_CLAIM,
      {
        names: [
          { kind: 'usage' as const, text: 'Dupont' },
          { kind: 'birth' as const, text: 'Durand' },
        ],
      },
      'document-disagrees',
    ],
    ['another birth date on the page', OWN_CLAIM, { birthDates: ['1983-05-18'] }, 'document-disagrees'],
    ['another period on the page', OWN_CLAIM, { periods: ['2026-09'] }, 'document-disagrees'],
    ['another SIRET on the page', OWN_CLAIM, { sirets: ['26990052800010'] }, 'other-employer'],
    ['another name claimed', { ...OWN_CLAIM, familyName: 'Durand' }, {}, 'claim-disagrees'],
    ['another given name claimed', { ...OWN_CLAIM, givenName: 'Marie' }, {}, 'claim-disagrees'],
    ['another birth date claimed', { ...OWN_CLAIM, birthDate: '1950-01-01' }, {}, 'claim-disagrees'],
    ['a birth date that is none', { ...OWN_CLAIM, birthDate: '31/02/1983' }, {}, 'claim-disagrees'],
    ['another period claimed', { ...OWN_CLAIM, period: '2026-09' }, { periods: [] }, 'claim-disagrees'],
  ])('%s', (_, claim, fields, expected) => {
    expect(match(request(claim, { ...OWN_PAGE, ...fields }))).toBe(expected);
  });

  test.each([
    ['2026-13', 'period-invalid'],
    ['10/2026', 'period-invalid'],
    ['octobre', 'period-invalid'],
    ['2026-11', 'period-invalid'],
  ])('the period %s is refused', (period, expected) => {
    expect(match(request({ ...OWN_CLAIM, period }, OWN_PAGE))).toBe(expected);
  });

  test('an unlabelled text confirms a person, contradicts only by being another agent', () => {
    const bare = (text: string) => page({ payrollNumbers: ['00417'], names: [{ kind: 'bare', text }] });
    const marie = person('marie', {
      number: '00999',
      familyName: 'Durand',
      usageName: null,
      givenName: 'Marie',
    });
    expect(match(request(null, bare('DUPONT Inès')), marie)).toBe('ines');
    expect(match(request(null, bare('Dupont')), marie)).toBe('no-second-source');
    expect(match(request({ familyName: 'Dupont' }, bare('Agent social')), marie)).toBe('ines');
    expect(match(request({ familyName: 'Dupont' }, bare('DURAND Marie')), marie)).toBe('document-disagrees');
  });
});

describe('which employment a matricule names', () => {
  const other = { familyName: 'Durand', usageName: null, givenName: 'Luc', birthDate: '1990-01-01' };
  const ended = (until: string) => person('ended', { number: '00500', until });
  const claim = { ...OWN_CLAIM, payrollNumber: '00500' };
  const printed = { ...OWN_PAGE, payrollNumbers: ['00500'] };
  const withoutBirth = { claim: { ...claim, birthDate: '' }, page: { ...printed, birthDates: [] } };
  const alone = (asked: MatchRequest, ...all: KnownEmployment[]): string => {
    const outcome = matchItem(asked, createDirectoryView(all));
    return outcome.state === 'matched' ? outcome.employmentId : outcome.code;
  };

  test('one that ended within the last twelve months counts by name', () => {
    expect(alone(request(withoutBirth.claim, withoutBirth.page), ended('2025-10-01'))).toBe('ended');
  });

  test('one that ended earlier needs the birth date', () => {
    expect(alone(request(withoutBirth.claim, withoutBirth.page), ended('2025-09-30'))).toBe(
      'needs-birth-date',
    );
    expect(alone(request(claim, printed), ended('2025-09-30'))).toBe('ended');
  });

  test('before its start none is named', () => {
    expect(alone(request(claim, printed), person('later', { number: '00500', from: '2026-11-01' }))).toBe(
      'unknown-payroll-number',
    );
    expect(alone(request(claim, printed), person('now', { number: '00500', from: '2026-10-31' }))).toBe(
      'now',
    );
  });

  test('another payroll source is another number', () => {
    expect(alone(request(claim, printed), person('x', { number: '00500', source: 'elected' }))).toBe(
      'unknown-payroll-number',
    );
  });

  test('a re-used matricule is that of the one who runs, and needs the birth date', () => {
    const former = person('former', { ...other, number: '00500', until: '2020-12-31' });
    const current = person('current', { number: '00500', from: '2021-01-01' });
    expect(alone(request(claim, printed), former, current)).toBe('current');
    expect(alone(request(withoutBirth.claim, withoutBirth.page), former, current)).toBe('needs-birth-date');
    const forFormer = { ...claim, familyName: 'Durand', givenName: 'Luc', birthDate: '1990-01-01' };
    expect(alone(request(forFormer, page({ payrollNumbers: ['00500'] })), former, current)).toBe(
      'claim-disagrees',
    );
  });

  test('two who bore it in one month, or both ended, are ambiguous', () => {
    const one = person('one', { ...other, number: '00500', until: '2026-10-10' });
    const two = person('two', { number: '00500', from: '2026-10-15' });
    expect(alone(request(claim, printed), one, two)).toBe('ambiguous-payroll-number');
    const gone = person('gone', { number: '00500', from: '2022-01-01', until: '2023-01-01' });
    const before = person('before', { ...other, number: '00500', until: '2021-01-01' });
    expect(alone(request(claim, printed), gone, before)).toBe('ambiguous-payroll-number');
  });
});

describe('homonyms', () => {
  const printed = (...fields: Parameters<typeof page>) => page({ payrollNumbers: ['00417'], ...fields[0] });
  const family = printed({ names: [{ kind: 'family', text: 'DUPONT' }] });
  const full = printed({ names: [{ kind: 'full', text: 'DUPONT Inès' }] });
  const familyAndBirth = printed({ names: [{ kind: 'family', text: 'DUPONT' }], birthDates: ['1983-05-17'] });
  const all = printed({ names: [{ kind: 'full', text: 'DUPONT Inès' }], birthDates: ['1983-05-17'] });
  const birth = printed({ birthDates: ['1983-05-17'] });

  const namesake = person('namesake', {
    number: '1',
    familyName: 'Dupont',
    usageName: null,
    givenName: 'Luc',
    birthDate: '1990-01-01',
  });
  const formerNamesake = {
    ...namesake,
    payrollNumbers: [{ source: 'main', number: '1', from: '1990-01-01', to: '1995-01-01' }],
  };
  const homonym = person('homonym', {
    number: '2',
    familyName: 'DUPONT',
    usageName: null,
    givenName: 'INES',
    birthDate: '1990-01-01',
  });
  const twin = person('twin', { number: '3', givenName: 'Inès-Marie' });

  test.each([
    ['the name alone', family, namesake, 'no-second-source'],
    ['the name alone, the other long gone', family, formerNamesake, 'no-second-source'],
    ['name and given name', full, namesake, 'ines'],
    ['name and birth date', familyAndBirth, namesake, 'ines'],
    ['a shared given name without birth date', full, homonym, 'needs-birth-date'],
    ['a shared given name with birth date', all, homonym, 'ines'],
    ['a twin by name and birth date', familyAndBirth, twin, 'no-second-source'],
    ['a twin by birth date alone', birth, twin, 'no-second-source'],
    ['a twin by full given name', full, twin, 'ines'],
    ['birth date alone beside a namesake', birth, namesake, 'ines'],
  ])('%s', (_, fields, other, expected) => {
    expect(match(request(null, fields), other)).toBe(expected);
  });

  test('a page with a shared name and no matricule does not speak, whatever is claimed', () => {
    const shared = page({ names: [{ kind: 'family', text: 'DUPONT' }] });
    expect(match(request(OWN_CLAIM, shared), namesake)).toBe('no-second-source');
    expect(match(request(OWN_CLAIM, shared))).toBe('ines');
  });

  test('an initial is no given name', () => {
    const initial = printed({ names: [{ kind: 'full', text: 'DUPONT I' }] });
    expect(match(request(null, initial))).toBe('ines');
    expect(match(request(null, initial), namesake)).toBe('no-second-source');
  });
});

test('what is refused names no person and offers those in question', () => {
  const outcome = matchItem(
    request({ ...OWN_CLAIM, familyName: 'Durand' }, OWN_PAGE),
    createDirectoryView([INES]),
  );
  expect(outcome).toMatchObject({ state: 'quarantined', code: 'claim-disagrees', candidates: ['ines'] });
  expect(JSON.stringify(outcome)).not.toMatch(/durand|dupont|martin|00417|1983/i);
});
