import fc from 'fast-check';
import { readCommonFileName } from '../../../services/ingestion/layouts/common-file-names';
import {
  compileFileNamePattern,
  isFileNamePattern,
} from '../../../services/ingestion/layouts/file-name-pattern';
import { createFileNameReader, maskFileName } from '../../../services/ingestion/layouts/read-file-name';
import type { DocumentType } from '../../../services/ingestion/matching/parse-type';
import { NIR_MASK } from '../../../services/ingestion/nir';

const PERIOD = '2026-08';
const common = createFileNameReader([], PERIOD);
const claims = (name: string) => {
  const reading = common.read(name);
  return reading === null ? null : [reading.payrollNumber, reading.period ?? '', reading.type ?? ''];
};

describe('names in common use', () => {
  it.each([
    ['BULLETIN_00042_202608.pdf', '00042', '2026-08', 'payslip'],
    ['00042_202608.pdf', '00042', '2026-08', ''],
    ['202608_00042.PDF', '00042', '2026-08', ''],
    ['202608-BP-00042.pdf', '00042', '2026-08', 'payslip'],
    ['bulletin de paie 00042 août 2026.pdf', '00042', '2026-08', 'payslip'],
    ['Bulletin_de_paie_aout2026_00042.pdf', '00042', '2026-08', 'payslip'],
    ['BULLETIN_2026_08_00042.pdf', '00042', '2026-08', 'payslip'],
    ['BULLETIN_00042_2026-08.pdf', '00042', '2026-08', 'payslip'],
    ['BULLETIN_00042_08-2026.pdf', '00042', '2026-08', 'payslip'],
    ['BULLETIN_00042_082026.pdf', '00042', '2026-08', 'payslip'],
    ['BULLETIN.00042.2026.aout.pdf', '00042', '2026-08', 'payslip'],
    ['attestation-de-paie_00042.pdf', '00042', '', 'certificate'],
    ['ARRETE_A12.pdf', 'A12', '', 'decision'],
    ['00042.pdf', '00042', '', ''],
    ['DUPONT Jean (00042) 202608.pdf', '00042', '2026-08', ''],
    // Six digits that are a month as well: the batch's month tells.
    ['BULLETIN_102001_202608.pdf', '102001', '2026-08', 'payslip'],
    ['BULLETIN_202607_202608.pdf', '202607', '2026-08', 'payslip'],
    ['BULLETIN_101130.pdf', '101130', '', 'payslip'],
    ['BULLETIN_ﬁ_00042_202608.pdf', '00042', '2026-08', 'payslip'],
  ])('%s', (name, payrollNumber, period, type) => {
    expect(claims(name)).toEqual([payrollNumber, period, type]);
  });

  it.each([
    ['no matricule', 'bulletin scan aout.pdf'],
    ['only a month', 'BULLETIN_202608.pdf'],
    ['two numbers', 'BULLETIN_00042_00058_202608.pdf'],
    ['a copy that a browser made', 'BULLETIN_00042_202608 (1).pdf'],
    ['two months', 'BULLETIN_00042_202607_202608.pdf'],
    ['two kinds', 'BULLETIN_DECISION_00042_202608.pdf'],
    ['letters that are a kind, or of the matricule', 'BP00042_202608.pdf'],
    ['a date', 'BULLETIN_00042_20260831.pdf'],
    ['no name', '.pdf'],
    ['too long a name', `BULLETIN_00042_202608_${'x'.repeat(200)}.pdf`],
    ['too many words', `BULLETIN_00042_202608_${'x_'.repeat(20)}.pdf`],
  ])('that say nothing for sure: %s', (_name, name) => {
    expect(claims(name)).toBeNull();
  });

  test('whatever the order, the case and the separators', () => {
    const separator = fc.constantFrom('_', '-', ' ', '.', ' - ');
    const parts = fc.shuffledSubarray(['Bulletin', '00042', '202608', 'Larzabal'], { minLength: 4 });
    fc.assert(
      fc.property(parts, separator, fc.boolean(), (words, between, upper) => {
        const name = `${words.join(between)}.pdf`;
        const reading = common.read(upper ? name.toUpperCase() : name);
        expect([reading?.payrollNumber, reading?.period, reading?.words?.toLowerCase()]).toEqual([
          '00042',
          PERIOD,
          'larzabal',
        ]);
      }),
    );
  });
});

describe('patterns', () => {
  const read = (pattern: string, name: string, types: Record<string, DocumentType> = {}) =>
    compileFileNamePattern(pattern, types)
      .read(name)
      .map(({ payrollNumber, period, type }) => [payrollNumber, period, type]);

  it('read the fields that they name, in any case of their text, and nothing else', () => {
    const pattern = '{type}_{payrollNumber}_{period}.pdf';
    expect(read(pattern, 'BULLETIN_00042_202608.PDF')).toEqual([['00042', PERIOD, 'payslip']]);
    expect(read(pattern, 'x_00042_202608.pdf')).toEqual([]);
    expect(read(pattern, 'x_00042_202608.pdf', { X: 'decision' })).toEqual([['00042', PERIOD, 'decision']]);
    expect(read(pattern, 'BULLETIN_00042_202613.pdf')).toEqual([]);
    expect(read(pattern, 'BULLETIN_00042-BIS_2026-08.pdf')).toEqual([['00042-BIS', PERIOD, 'payslip']]);
    expect(read('{type}{payrollNumber}.pdf', 'BP00042.pdf')).toEqual([['00042', undefined, 'payslip']]);
    expect(read('Paie ÉTÉ {payrollNumber} {any}', 'paie été 00042 x y.z')).toEqual([
      ['00042', undefined, undefined],
    ]);
  });

  it('give both readings where there are two', () => {
    expect(read('{payrollNumber}-{any}.pdf', '00042-1-x.pdf').map(([number]) => number)).toEqual([
      '00042',
      '00042-1',
    ]);
    expect(
      createFileNameReader([{ pattern: '{payrollNumber}-{any}.pdf' }], PERIOD).read('00042-1-x.pdf'),
    ).toBeNull();
  });

  test('no text makes one that throws, or reads a name in more ways than matter', () => {
    const piece = fc.constantFrom(
      '{payrollNumber}',
      '{type}',
      '{period}',
      '{any}',
      '_',
      '-',
      'a',
      '(',
      '.*',
      '$',
      '\\',
    );
    const name = fc.array(fc.constantFrom('_', '-', 'a', '1', '2026', '08', 'bp', '.', '('), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), name, (pieces, letters) => {
        const pattern = pieces.join('');
        if (!isFileNamePattern(pattern)) return;
        expect(compileFileNamePattern(pattern).read(letters.join('')).length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });

  test('the hardest name for the most ambiguous pattern ends', () => {
    const pattern = compileFileNamePattern('{any}_{type}_{payrollNumber}_{period}_{any}_');
    // One that went through all the ways to take it apart would end no run of this file.
    expect(pattern.read(`${'bp_1_'.repeat(23)}x`)).toEqual([]);
  });
});

describe('a name as it is shown', () => {
  test('holds no NIR, wherever it stands', () => {
    const nir = '984059999912345';
    const key = String(97 - Number(BigInt(nir.slice(0, 13)) % 97n)).padStart(2, '0');
    const whole = nir.slice(0, 13) + key;
    for (const name of [
      `BP_${whole}_202608.pdf`,
      `BP_00042_${whole}.pdf`,
      `${nir.slice(0, 13)}.pdf`,
      `a ${whole} b`,
    ]) {
      const shown = maskFileName(name, common.read(name));
      expect(shown).toContain(NIR_MASK);
      expect(shown).not.toContain(nir.slice(0, 13));
    }
  });

  test('keeps a matricule and a month that together have the form of one', () => {
    const name = 'BULLETIN_1041290_202608.pdf';
    expect(maskFileName(name, common.read(name))).toBe(name);
    expect(readCommonFileName(name, PERIOD)).toHaveLength(1);
  });
});
