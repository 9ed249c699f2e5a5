import {
  instantOf,
  standardPublication,
  wallTimeOf,
} from '../../../services/portal/areas/hr-batches/paris-time';
import { readVisibility } from '../../../services/portal/areas/hr-batches/visibility';

const NOW = new Date('2026-10-28T08:01:30Z');
const chosen = (day: string, time: string) =>
  readVisibility({ choice: 'chosen', moment: { day, time } }, NOW);

describe('when agents see a batch', () => {
  it('is two hours from now, at full five minutes, unless chosen', () => {
    expect(standardPublication(NOW)).toEqual(new Date('2026-10-28T10:05:00Z'));
    expect(readVisibility({ choice: 'standard', moment: { day: '', time: '' } }, NOW)).toEqual(
      new Date('2026-10-28T10:05:00Z'),
    );
  });

  it('is read as clocks in France show it, in winter and in summer', () => {
    expect(chosen('2026-10-28', '10:30')).toEqual(new Date('2026-10-28T09:30:00Z'));
    expect(chosen('2027-07-14', '10:30')).toEqual(new Date('2027-07-14T08:30:00Z'));
    for (const instant of ['2026-03-29T00:59:00Z', '2026-03-29T01:01:00Z', '2026-12-31T23:30:00Z']) {
      expect(instantOf(wallTimeOf(new Date(instant)))).toEqual(new Date(instant));
    }
  });

  it('is refused by name where it is none, past, or too far', () => {
    expect(chosen('', '10:30')).toBe('missing');
    expect(chosen('2026-10-29', '')).toBe('missing');
    expect(chosen('2026-10-28', '09:01')).toBe('past');
    expect(chosen('2028-01-01', '10:00')).toBe('tooFar');
  });
});
