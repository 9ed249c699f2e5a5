import { addMonths, dayInFrance, isIsoDate } from '../../../services/directory/calendar';
import { type DeliveryFacts, decideDelivery } from '../../../services/directory/electronic-delivery';

const FACTS: DeliveryFacts = {
  regime: 'opt-out',
  noticeMonths: 1,
  employerNotice: '2026-01-01',
  ownNotice: null,
  channel: 'unset',
  objectionAt: null,
  startDate: '2010-09-01',
};

const decide = (facts: Partial<DeliveryFacts>, today: string): string => {
  const delivery = decideDelivery({ ...FACTS, ...facts }, today);
  return delivery.agentCopy === 'released' ? 'released' : delivery.reason;
};

test.each([
  ['a month after the notice', {}, '2026-02-01', 'released'],
  ['a day before that', {}, '2026-01-31', 'notice-not-in-force'],
  ['before the notice', {}, '2025-12-31', 'notice-not-in-force'],
  ['without any notice', { employerNotice: null }, '2026-10-15', 'no-notice'],
  ['hired after the notice', { startDate: '2026-01-10' }, '2026-01-10', 'released'],
  ['informed on the day of hiring', { startDate: '2026-01-01' }, '2026-01-01', 'released'],
  ['hired before a notice to come', { employerNotice: '2026-12-01' }, '2026-10-15', 'notice-not-in-force'],
  [
    'hired after a notice to come',
    { employerNotice: '2026-12-01', startDate: '2027-01-01' },
    '2026-10-15',
    'notice-not-in-force',
  ],
  ['own notice later than the general one', { ownNotice: '2026-10-01' }, '2026-10-15', 'notice-not-in-force'],
  [
    'own notice where there is no general one',
    { employerNotice: null, ownNotice: '2026-09-01' },
    '2026-10-15',
    'released',
  ],
  ['a longer delay of this employer', { noticeMonths: 3 }, '2026-03-31', 'notice-not-in-force'],
  ['an objection, at once', { objectionAt: new Date('2026-10-15T08:00:00Z') }, '2026-10-15', 'objection'],
  ['paper chosen', { channel: 'paper' }, '2026-10-15', 'paper-chosen'],
  ['opt-in without consent', { regime: 'opt-in' }, '2026-10-15', 'no-consent'],
  ['opt-in with consent', { regime: 'opt-in', channel: 'electronic' }, '2026-10-15', 'released'],
  [
    'opt-in with consent, no notice',
    { regime: 'opt-in', channel: 'electronic', employerNotice: null },
    '2026-10-15',
    'no-notice',
  ],
  [
    'an objection after consent',
    { channel: 'electronic', objectionAt: new Date('2026-10-01T00:00:00Z') },
    '2026-10-15',
    'objection',
  ],
] as const)('%s: %j on %s → %s', (_case, facts, today, expected) => {
  expect(decide(facts, today)).toBe(expected);
});

test('a month later is the same day, or the last of a shorter month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  expect(addMonths('2026-10-31', 6)).toBe('2027-04-30');
});

test('only days of the calendar are dates', () => {
  expect(['2026-02-28', '2028-02-29'].every(isIsoDate)).toBe(true);
  expect(
    ['2026-02-29', '2026-13-01', '2026-1-1', '28/02/2026', '2026-02-28T00:00:00Z', ''].some(isIsoDate),
  ).toBe(false);
});

test('the day is the one on the wall in France, summer and winter', () => {
  expect(dayInFrance(new Date('2026-07-31T22:30:00Z'))).toBe('2026-08-01');
  expect(dayInFrance(new Date('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
});
