import { problems as en } from '../../../services/portal/i18n/en/problems';
import { createFormats } from '../../../services/portal/i18n/formats';
import { ofEmployer, withArticle } from '../../../services/portal/i18n/fr/employer-name';
import { problems as fr } from '../../../services/portal/i18n/fr/problems';

describe('the name of an employer inside a French sentence', () => {
  it.each([
    ['Commune de Montfleury', 'la commune de Montfleury', 'de la commune de Montfleury'],
    ['CCAS de Montfleury', 'le CCAS de Montfleury', 'du CCAS de Montfleury'],
    ['Département du Lot', 'le département du Lot', 'du département du Lot'],
    ['EHPAD Les Tilleuls', 'l’EHPAD Les Tilleuls', 'de l’EHPAD Les Tilleuls'],
    ['Office public de l’habitat', 'l’office public de l’habitat', 'de l’office public de l’habitat'],
    ['Saint-Rémy-du-Lac', 'Saint-Rémy-du-Lac', 'de Saint-Rémy-du-Lac'],
    ['Épinal Agglomération', 'Épinal Agglomération', 'd’Épinal Agglomération'],
    ['', '', 'de '],
  ])('%s', (name, article, of) => {
    expect(withArticle(name)).toBe(article);
    expect(ofEmployer(name)).toBe(of);
  });

  it('is not fooled by what every object inherits', () => {
    expect(withArticle('constructor SA')).toBe('constructor SA');
  });
});

describe('sentences for codes of the API', () => {
  it('are the same codes in both languages, each with a sentence', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    for (const sentence of [...Object.values(en), ...Object.values(fr)])
      expect(sentence).toMatch(/^\S.{10,}$/);
  });
});

describe('dates and numbers', () => {
  const french = createFormats('fr');
  const english = createFormats('en');
  /** Blanks that no line breaks at are blanks to the reader. */
  const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');

  it('are those of Paris, wherever the reader is', () => {
    const instant = '2026-10-26T23:30:00Z';
    expect(french.shortDate(instant)).toBe('27/10/2026');
    expect(plain(french.date(instant))).toBe('27 octobre 2026');
    expect(plain(english.date(instant))).toBe('27 October 2026');
    expect(english.time(instant)).toBe('00:30');
    expect(plain(english.dateTime('2026-07-01T10:05:00Z'))).toBe('1 July 2026 at 12:05');
  });

  it('are written in French as people write them by hand', () => {
    expect(plain(french.time('2026-10-26T23:30:00Z'))).toBe('0 h 30');
    expect(plain(french.time('2026-10-27T20:34:00Z'))).toBe('21 h 34');
    expect(plain(french.dateTime('2026-07-01T07:05:00Z'))).toBe('1er juillet 2026 à 9 h 05');
    expect(french.day('2026-07-01')).toBe('01/07/2026');
  });

  it('are not torn apart at the end of a line', () => {
    expect(french.date('2026-10-27T12:00:00Z')).toBe('27\u00a0octobre\u00a02026');
    expect(french.month('2026-01')).toBe('janvier\u00a02026');
    expect(french.dateTime('2026-10-27T12:00:00Z')).toBe(
      '27\u00a0octobre\u00a02026 à\u00a013\u00a0h\u00a000',
    );
    expect(french.siret('21990041200012')).toBe('219\u00a0900\u00a0412\u00a000012');
    expect(french.siret('219')).toBe('219');
  });

  it('say months, days and sizes as people do', () => {
    expect(plain(french.month('2026-01'))).toBe('janvier 2026');
    expect(plain(english.month('2026-01'))).toBe('January 2026');
    expect(french.day('1985-10-27')).toBe('27/10/1985');
    expect(plain(french.size(66_200))).toBe('66,2 ko');
    expect(plain(french.size(0))).toBe('0 octet');
    expect(plain(french.percent(0.42))).toBe('42 %');
    expect(plain(french.duration(61))).toBe('2 minutes');
    expect(french.plural(0, { one: 'document', other: 'documents' })).toBe('document');
    expect(english.plural(0, { one: 'document', other: 'documents' })).toBe('documents');
  });
});
