import fc from 'fast-check';
import { isNirShaped } from '../../../services/directory/payroll-number';
import { maskNir, NIR_MASK } from '../../../services/ingestion/nir';

/** A NIR with its key; any first digit, Corsica included. */
const nir = fc
  .record({
    sex: fc.integer({ min: 0, max: 9 }),
    year: fc.integer({ min: 0, max: 99 }),
    month: fc.integer({ min: 1, max: 12 }),
    department: fc.oneof(
      fc.integer({ min: 1, max: 99 }).map((n) => String(n).padStart(2, '0')),
      fc.constantFrom('2A', '2B'),
    ),
    commune: fc.integer({ min: 1, max: 999 }),
    order: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ sex, year, month, department, commune, order }) => {
    const pad = (value: number, width: number): string => String(value).padStart(width, '0');
    const parts = [String(sex), pad(year, 2), pad(month, 2), department, pad(commune, 3), pad(order, 3)];
    const number = Number(parts.join('').replace('2A', '19').replace('2B', '18'));
    return { parts, key: pad(97 - (number % 97), 2) };
  });

const separator = fc.constantFrom('', ' ', '\u00a0', '\u202f', '.', '-', '  ');

describe('masking the NIR', () => {
  test('every way to print one loses all its figures', () => {
    fc.assert(
      fc.property(nir, separator, fc.boolean(), ({ parts, key }, between, withKey) => {
        const printed = [...parts, ...(withKey ? [key] : [])].join(between);
        const masked = maskNir(`N° SS : ${printed} - suite`);
        expect(masked).toBe(`N° SS : ${NIR_MASK} - suite`);
      }),
    );
  });

  test('one figure to a box is found, in one cell or in many', () => {
    fc.assert(
      fc.property(nir, fc.constantFrom(' ', '\t'), ({ parts, key }, between) => {
        expect(maskNir([...parts.join(''), ...key].join(between))).toBe(NIR_MASK);
      }),
    );
  });

  test('masking twice masks no more', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\d A-Z./-]{0,40}$/), (text) => {
        expect(maskNir(maskNir(text))).toBe(maskNir(text));
      }),
    );
  });

  test.each([
    ['a file name', 'BULLETIN_984059999912345_202608.pdf', `BULLETIN_${NIR_MASK}_202608.pdf`],
    ['next to the matricule', '102572 9 82 12 99 999 282 47', `102572 ${NIR_MASK}`],
    ['lower case Corsica', 'n°1 84 05 2a 004 123', `n°${NIR_MASK}`],
  ])('%s', (_, text, masked) => {
    const [nirText] = /984059999912345/u.exec(text) ?? [];
    // The key of the first example is computed, not guessed.
    const number = 9840599999123;
    const key = String(97 - (number % 97)).padStart(2, '0');
    expect(maskNir(nirText ? text.replace(nirText, `${number}${key}`) : text)).toBe(masked);
  });

  test.each([
    ['a SIRET', 'SIRET 21990041200012 NAF 8411Z'],
    ['a SIRET with blanks', 'SIRET 219 900 412 00012'],
    ['a SIRET before other figures', '21990041200012 99 12'],
    ['an IBAN with blanks', 'FR76 3000 6000 0112 3456 7890 189'],
    ['an IBAN in one run', 'FR7630006000011234567890189'],
    ['a foreign IBAN of 13 figures', 'NO9386011117947'],
    ['a phone number', 'Tél. 03 99 12 34 56'],
    ['a matricule', 'Matricule : 00417'],
    ['a long matricule', 'Matricule : 201905120000417'],
    ['a URSSAF number', 'URSSAF : 999 000041 12'],
    ['a pay line', '0010\tTraitement\t399\t2 997,97\t11,10\t332,77\t1 128,74'],
    ['dates', 'Période du 01/10/2026 au 31/10/2026'],
    ['a file name', 'BULLETIN_00042_202608.pdf'],
  ])('%s stays', (_, text) => {
    expect(maskNir(text)).toBe(text);
  });
});

describe('a NIR given as matricule', () => {
  test('is recognised with 13 places, or 15 and the right key', () => {
    fc.assert(
      fc.property(nir, fc.constantFrom('', ' ', '.', '-', '/', '_'), ({ parts, key }, between) => {
        expect(isNirShaped(parts.join(between))).toBe(true);
        expect(isNirShaped([...parts, key].join(between))).toBe(true);
      }),
    );
  });

  test('15 places with a wrong key are another number', () => {
    fc.assert(
      fc.property(nir, fc.integer({ min: 1, max: 96 }), ({ parts, key }, shift) => {
        const wrong = String(((Number(key) + shift - 1) % 97) + 1).padStart(2, '0');
        expect(isNirShaped(`${parts.join('')}${wrong}`)).toBe(false);
      }),
    );
  });

  test.each(['00417', '101330', '21990041200012', 'A0417-2', 'X1234567890123', ''])('%s is none', (value) => {
    expect(isNirShaped(value)).toBe(false);
  });
});

test('a hostile text costs no more than its length', () => {
  // Hours where each number found is searched for an IBAN back to the beginning.
  const text = `${'AA11'.repeat(10_000)} ${'1840599999123 '.repeat(4_000)}`;
  expect(maskNir(text)).toBe(`${'AA11'.repeat(10_000)} ${`${NIR_MASK} `.repeat(4_000)}`);
}, 5_000);
