import { layOutText, type PlacedText } from '../../../services/ingestion/page-text/lay-out-text';

const SIZE = 10;

function run(text: string, left: number, top: number): PlacedText {
  return { text, left, top, width: text.length * 5, height: SIZE };
}

function read(runs: readonly PlacedText[]): string[] {
  return layOutText(runs).map((line) => line.cells.map((cell) => cell.text).join(' | '));
}

test('a value broken over two lines beside a centred label is one value', () => {
  expect(
    read([
      run('Chabrillac-', 200, 100),
      run('Nom usuel', 100, 106),
      run('Garçonnet', 200, 112),
      run('Prénom', 100, 130),
      run('Inès', 200, 130),
    ]),
  ).toEqual(['Nom usuel | Chabrillac-Garçonnet', 'Prénom | Inès']);
});

test('a label broken over two lines beside a centred value is one label', () => {
  expect(read([run('Date de', 100, 100), run('16/10/1993', 200, 106), run('naissance', 100, 112)])).toEqual([
    'Date de naissance | 16/10/1993',
  ]);
});

test('in a row of heads only the broken one is put together', () => {
  expect(
    read([
      run('Nom de', 160, 100),
      run('Matricule', 60, 106),
      run('Prénom', 260, 106),
      run('naissance', 160, 112),
    ]),
  ).toEqual(['Matricule | Nom de naissance | Prénom']);
});

test('a name broken at its hyphen goes on in the line below', () => {
  expect(
    read([
      run('00417', 60, 100),
      run('CHABRILLAC-', 160, 100),
      run('INÈS', 300, 100),
      run('GARÇONNET', 160, 112),
    ]),
  ).toEqual(['00417 | CHABRILLAC-GARÇONNET | INÈS']);
});

test.each([
  ['lines of a paragraph', [run('Mme DUPONT Inès', 60, 100), run('17 rue des Lilas', 60, 112)]],
  [
    'an address beside fields',
    [run('Mme DUPONT', 200, 100), run('Grade', 60, 106), run('VALMONT', 240, 112)],
  ],
  ['a dash that ends a sentence', [run('Traitement -', 60, 100), run('Indemnité', 60, 112)]],
  ['a hyphen far above', [run('CHABRILLAC-', 60, 100), run('GARÇONNET', 60, 130)]],
  [
    'a column of equal steps beside a name',
    [
      run('Matricule', 60, 88),
      run('00417', 140, 88),
      run('Emploi', 60, 100),
      run('Médiathécaire', 140, 100),
      run('Mme DUPONT', 300, 106),
      run('Échelon', 60, 112),
      run('10', 140, 112),
    ],
  ],
  [
    'two labels beside a name',
    [
      run('Matricule', 60, 100),
      run('00417', 140, 100),
      run('Mme DUPONT', 300, 106),
      run('Né(e) le', 60, 112),
      run('16/10/1993', 140, 112),
    ],
  ],
])('%s: nothing is put together', (_, runs) => {
  expect(read(runs).flatMap((line) => line.split(' | '))).toEqual(runs.map(({ text }) => text));
});
