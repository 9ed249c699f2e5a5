import type { Candidate } from '../../../services/directory/find-candidates';
import { createDirectoryView } from '../../../services/ingestion/matching/directory-view';
import type { MatchRequest } from '../../../services/ingestion/matching/match-request';
import { rankCandidates, weighCandidate } from '../../../services/ingestion/quarantine/rank-candidates';
import { OWN_PAGE, page, person, request } from '../matching/people';

function employed(...people: ReturnType<typeof person>[]) {
  const candidates = new Map(
    people.map((one) => [one.employmentId, { ...one, startDate: '2010-01-01', endDate: null } as Candidate]),
  );
  return { view: createDirectoryView(people), candidates };
}

const martin = person('martin');
const durand = person('durand', { familyName: 'Durand', usageName: null, number: '00500' });
const directory = employed(martin, durand);
const rank = (asked: MatchRequest) => rankCandidates(asked, directory, new Set());

describe('whom the matricule names', () => {
  it('is told, though another one fits better', () => {
    const claim = { payrollNumber: '00417', familyName: 'Durand', givenName: 'Inès' };
    const names = [{ kind: 'full' as const, text: 'DURAND Inès' }];
    const ranked = rank(request(claim, page({ payrollNumbers: ['00500'], names })));
    expect(ranked.map(({ agentId, named }) => [agentId, named])).toEqual([
      ['durand', false],
      ['martin', true],
    ]);
    expect(ranked[0]?.contradictions).toEqual(['claim:payrollNumber']);
    expect(ranked[1]?.contradictions).toEqual(['page:payrollNumber', 'claim:familyName', 'page:familyName']);
  });

  it('is the printed one where none is claimed, and nobody where none is known', () => {
    const named = (asked: MatchRequest) => rank(asked).filter((one) => one.named);
    expect(named(request(null, OWN_PAGE)).map(({ agentId }) => agentId)).toEqual(['martin']);
    expect(named(request({ payrollNumber: '99999', familyName: 'Durand' }, page()))).toEqual([]);
  });
});

describe('what speaks against a candidate', () => {
  it.each([
    [
      'one field of the claim',
      { payrollNumber: '00417', birthDate: '1990-01-01' },
      OWN_PAGE,
      ['claim:birthDate'],
    ],
    [
      'the month on the page',
      { payrollNumber: '00417' },
      { ...OWN_PAGE, periods: ['2026-09'] },
      ['page:period'],
    ],
    [
      'the month claimed',
      { payrollNumber: '00417', period: '2026-09' },
      { ...OWN_PAGE, periods: [] },
      ['claim:period'],
    ],
    [
      'a name without a label that is another agent’s',
      { payrollNumber: '00417' },
      { ...OWN_PAGE, names: [...OWN_PAGE.names, { kind: 'bare' as const, text: 'DURAND Inès' }] },
      ['page:another-agent'],
    ],
  ])('%s, and no other', (_what, claim, fields, expected) => {
    const [martins] = rank(request(claim, fields)).filter(({ agentId }) => agentId === 'martin');
    expect(martins?.contradictions).toEqual(expected);
  });
});

it('weighs whoever is asked for like the others, and nobody where there is none', () => {
  const asked = request({ payrollNumber: '00417' }, OWN_PAGE);
  expect(rank(asked).map(({ agentId }) => agentId)).toEqual(['martin']);
  expect(weighCandidate(asked, directory, new Set(['durand']), 'durand')).toMatchObject({
    agentId: 'durand',
    named: false,
    self: true,
    contradictions: ['claim:payrollNumber', 'page:payrollNumber', 'page:familyName'],
  });
  expect(weighCandidate(asked, directory, new Set(), 'nobody')).toBeNull();
});
