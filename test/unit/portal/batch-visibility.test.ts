import {
  instantOf,
  standardPublication,
  wallTimeOf,
} from '../../../services/portal/areas/hr-batches/paris-time';
import { readVisibility, standardVisibility } from '../../../services/portal/areas/hr-batches/visibility';
import { createFormats } from '../../../services/portal/i18n/formats';

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
    expect(chosen('28/10/2026', '10:30')).toEqual(new Date('2026-10-28T09:30:00Z'));
    expect(chosen('14/07/2027', '10:30')).toEqual(new Date('2027-07-14T08:30:00Z'));
    for (const instant of ['2026-03-29T00:59:00Z', '2026-03-29T01:01:00Z', '2026-12-31T23:30:00Z']) {
      expect(instantOf(wallTimeOf(new Date(instant)))).toEqual(new Date(instant));
    }
  });

  it('is understood as people type it, and as the form fills it in', () => {
    for (const time of ['14:30', '14 h 30', '14h30', '14\u00a0h\u00a030', '14.30', '1430']) {
      expect([time, chosen('28/10/2026', time)]).toEqual([time, new Date('2026-10-28T13:30:00Z')]);
    }
    expect(chosen('28102026', '9 h')).toBe('past');
    expect(chosen('29.10.2026', '9 h')).toEqual(new Date('2026-10-29T08:00:00Z'));
    for (const language of ['fr', 'en'] as const) {
      const { moment } = standardVisibility(NOW, createFormats(language));
      expect(readVisibility({ choice: 'chosen', moment }, NOW)).toEqual(new Date('2026-10-28T10:05:00Z'));
    }
  });

  it('is refused by name where it is none, past, or too far', () => {
    expect(chosen('', '10:30')).toBe('missing');
    expect(chosen('29/10/2026', '')).toBe('missing');
    expect(chosen('31/02/2027', '10:30')).toBe('missing');
    expect(chosen('29/10/2026', '24:00')).toBe('missing');
    expect(chosen('29/10/2026', '10:60')).toBe('missing');
    expect(chosen('28/10/2026', '09:01')).toBe('past');
    expect(chosen('01/01/2028', '10:00')).toBe('tooFar');
  });
});
