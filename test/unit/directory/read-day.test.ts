import { readDay } from '../../../services/directory/read-day';

test.each([
  ['1985-10-27', '1985-10-27'],
  ['27/10/1985', '1985-10-27'],
  ['04/01/2016', '2016-01-04'],
  ['29/02/2028', '2028-02-29'],
])('%s is the day %s', (text, day) => {
  expect(readDay(text)).toEqual({ day });
});

test.each(['27/10/85', '27-10-85', '27.10.85', '1/4/16', '85-10-27'])(
  '%s has a year of two digits, and no century is guessed',
  (text) => {
    expect(readDay(text)).toEqual({ flaw: 'short-year' });
  },
);

test.each(['4/1/2016', '10/27/1985', '29/02/2026', '00/01/2026', '27/10-85', '27/10/1985 00:00', 'x', ''])(
  '%j is no day',
  (text) => {
    expect(readDay(text)).toEqual({ flaw: 'invalid' });
  },
);
