import { CATALOGUE } from '../../bench/catalogue';
import { readOptions, UsageError } from '../../bench/options';

describe('the options of the bench', () => {
  it('measure every row on the folder store, five times, when nothing is said', () => {
    expect(readOptions([])).toEqual({
      only: CATALOGUE.map((row) => row.id),
      store: 'folder',
      items: null,
      runs: 5,
    });
  });

  it('keep the order of the catalogue, whatever the order asked for', () => {
    const { only } = readOptions(['--only', 'coldstart-seconds,seal-over-native']);
    expect(only).toEqual(['seal-over-native', 'coldstart-seconds']);
  });

  it('take sizes, store and number of runs', () => {
    const options = readOptions(['--items', '50,150', '--store', 's3', '--runs', '1']);
    expect(options).toMatchObject({ items: { small: 50, big: 150 }, store: 's3', runs: 1 });
  });

  it('name the rows that nobody knows', () => {
    expect(() => readOptions(['--only', 'seal-over-native,no-such-row,nor-this'])).toThrow(
      /unknown rows: no-such-row, nor-this\n/,
    );
  });

  it.each([
    ['--items', '50'],
    ['--items', '150,50'],
    ['--items', '0,50'],
    ['--items', '50,1e3'],
    ['--store', 'tape'],
    ['--runs', '0'],
    ['--fast', 'yes'],
  ])('refuse %s %s', (option, value) => {
    expect(() => readOptions([option, value])).toThrow(UsageError);
  });
});
