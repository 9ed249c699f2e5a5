import { readPage } from '../../../services/ingestion/split/page-reading';
import { typedPage } from '../matching/typed-page';

const kindOf = (text: string) => readPage(typedPage(text)).kind;

describe('the kind of a page', () => {
  it.each(['', 'Page 7', '7 / 70', 'Page laissée intentionnellement blanche'])('blank: %j', (text) => {
    expect(kindOf(text)).toBe('blank');
  });

  it.each([
    "Bordereau d'envoi des bulletins de paie\nmai 2026\nNombre de bulletins : 12",
    'Bulletins de paie - octobre 2026\n56 bulletins dans ce lot\nDocument interne - ne pas distribuer',
  ])('cover: %j', (text) => {
    expect(kindOf(text)).toBe('cover');
  });

  it.each([
    "Bordereau d'envoi\nMatricule : 00417",
    'Bordereau\nNé(e) le : 17/05/1983',
    'Bordereau\nN° SS : 2 83 05 99 999 359 47',
    'Une note que personne ne connaît',
  ])('content, however much it looks like a cover: %j', (text) => {
    expect(kindOf(text)).toBe('content');
  });

  it('content where only an image stands on it', () => {
    expect(readPage({ number: 1, lines: [], hasDrawing: true }).kind).toBe('content');
  });
});
