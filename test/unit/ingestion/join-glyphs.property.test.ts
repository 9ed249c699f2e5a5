import fc from 'fast-check';
import { type Glyph, joinGlyphs } from '../../../services/ingestion/page-text/join-glyphs';

const SIZE = 10;
const ADVANCE = 5;

/** Signs of one line, each `gaps[i]` ems behind the one before. */
function line(text: string, gaps: readonly number[] = [], top = 100): Glyph[] {
  let right = 40;
  return [...text].map((sign, index) => {
    const left = right + (gaps[index] ?? 0) * SIZE;
    right = left + ADVANCE;
    return { text: sign, left, top, right, height: SIZE };
  });
}

function read(glyphs: readonly Glyph[]): string[] {
  return joinGlyphs(glyphs).map((run) => run.text);
}

test.each([
  ['signs that touch', line('Matricule'), ['Matricule']],
  ['kerned signs', line('AVA', [0, -0.1, -0.1]), ['AVA']],
  ['signs spaced by less than a word', line('NET', [0, 0.09, 0.09]), ['NET']],
  ['words set apart by a move', line('NetPaye', [0, 0, 0, 0.3]), ['Net Paye']],
  ['words set apart by a blank', line('Net Paye'), ['Net Paye']],
  ['words set apart by both', line('Net Paye', [0, 0, 0, 0, 0.1]), ['Net Paye']],
  ['a blank that is taken back', line('Net Paye', [0, 0, 0, 0, -0.5]), ['NetPaye']],
  ['columns', line('0123', [0, 0, 4]), ['01', '23']],
  ['columns set apart by blanks', line('01      23'), ['01', '23']],
  ['a line below', [...line('un'), ...line('deux', [], 112)], ['un', 'deux']],
  ['the same line, drawn from its end', [...line('b', [9]), ...line('a')], ['b', 'a']],
  ['a raised sign', [...line('1'), ...line('e', [0.5], 98)], ['1e']],
])('%s', (_, glyphs, expected) => {
  expect(read(glyphs)).toEqual(expected);
});

test('a larger sign begins a run of its own', () => {
  const [small, large] = line('ab') as [Glyph, Glyph];
  expect(read([small, { ...large, height: 14 }])).toEqual(['a', 'b']);
});

test('every sign but blanks stands in one run, in the order of drawing, and runs are as wide as their signs', () => {
  const glyph = fc
    .record({
      text: fc.constantFrom('a', 'É', '7', '-', ' ', '\u00a0'),
      left: fc.double({ min: 0, max: 600, noNaN: true }),
      top: fc.constantFrom(100, 101, 112),
      height: fc.constantFrom(8, 10),
    })
    .map((at): Glyph => ({ ...at, right: at.left + ADVANCE }));
  fc.assert(
    fc.property(fc.array(glyph, { maxLength: 60 }), (glyphs) => {
      const runs = joinGlyphs(glyphs);
      const drawn = glyphs.map(({ text }) => text).filter((text) => text.trim() !== '');
      expect(runs.map((run) => run.text.replaceAll(' ', '')).join('')).toBe(drawn.join(''));
      for (const { text, left, width } of runs) {
        expect(text).toBe(text.trim());
        expect(glyphs.some(({ right }) => Math.abs(right - left - width) < 1e-9)).toBe(true);
      }
    }),
  );
});
