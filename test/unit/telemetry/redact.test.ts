import { performance } from 'node:perf_hooks';
import { maskText, redact } from '../../../infra/telemetry/redact';

const NIRS = [
  '284058810502793',
  '2840588105027',
  '2 84 05 88 105 027 93',
  '2.84.05.88.105.027.93',
  '2-84-05-88-105-027-93',
  '2_84_05_88_105_027_93',
  '2\u00a084\u00a005\u00a088\u00a0105\u00a0027\u00a093',
  '2\u202f84\u202f05\u202f88\u202f105\u202f027\u202f93',
  '2  84  05  88  105  027  93',
  '199082A10502711',
  '1 99 08 2b 105 027 11',
];

it.each(NIRS)('masks the NIR %p, whatever stands beside it', (nir) => {
  for (const text of [nir, `nir=${nir};`, `bulletin_${nir}_2026.pdf`, `a${nir}b`, `(${nir})`]) {
    expect(maskText(text)).not.toContain(nir);
  }
});

it('keeps ids, instants, counts and SIRETs', () => {
  const text =
    'batch 01932f6e-7c1a-7cc1-8f4e-284058810502 at 2026-11-23T23:29:24.178Z: 500000 items of 21995900400017';
  expect(maskText(text)).toBe(text);
});

it('keeps nothing of an identifier that a cut goes through', () => {
  for (let before = 1_960; before < 2_340; before += 1) {
    const masked = maskText(
      `${'x '.repeat(before / 2)}${' '.repeat(before % 2)}2 84 05 88 105 027 93${' y'.repeat(400)}`,
    );
    expect(masked).not.toMatch(/\d/);
    expect(masked.length).toBeLessThanOrEqual(2_001);
  }
  const mail = `${'x '.repeat(1_000)}odile.marchand@${'sub.'.repeat(60)}example.org ${'y '.repeat(300)}`;
  expect(maskText(mail)).not.toContain('odile');
});

it.each([
  ['a', 3_000_000],
  ['a@', 1_000_000],
  ['1 ', 1_000_000],
  ['://', 1_000_000],
  ['"', 1_000_000],
])('masks a hostile text of %p repeated in time that does not grow with its square', (part, times) => {
  const text = part.repeat(times);
  const start = performance.now();
  redact(new Error(text));
  maskText(text);
  expect(performance.now() - start).toBeLessThan(2_000);
});
