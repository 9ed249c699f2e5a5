import { textKey } from '../../../services/ingestion/matching/text-key';
import { typedPage } from './typed-page';

const SLIP = `
Matricule : 00417       Mme DUPONT Inès
NET À PAYER             1 552,51`;

describe('the key of a text', () => {
  test('does not depend on blanks and places', () => {
    const moved = `Matricule :   00417\n\n   Mme  DUPONT   Inès\nNET À  PAYER  1 552,51`;
    expect(textKey([typedPage(moved)])).toEqual(textKey([typedPage(SLIP)]));
  });

  test.each([
    ['another figure', '1 552,52'],
    ['figures parted elsewhere', '15 52,51'],
    ['a sign', '-1 552,51'],
  ])('differs by %s', (_, amount) => {
    expect(textKey([typedPage(SLIP.replace('1 552,51', amount))])).not.toEqual(textKey([typedPage(SLIP)]));
  });

  test('there is none for pages without text', () => {
    expect(textKey([typedPage('')])).toBeNull();
  });
});
