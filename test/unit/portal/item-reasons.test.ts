import { ITEM_CODES } from '../../../services/portal/areas/hr-batches/item-codes';
import {
  differencesIn,
  differs,
  isMonthOnly,
} from '../../../services/portal/areas/hr-quarantine/desk/disagreements';
import { itemCodeParts as en, itemCodes as enWhole } from '../../../services/portal/i18n/en/item-codes';
import { itemCodeParts as fr, itemCodes as frWhole } from '../../../services/portal/i18n/fr/item-codes';

/** A verb that tells somebody to do something: « renvoyez-le », « Comparez ». */
const FRENCH_ORDER = /\b\p{L}+ez\b/u;

describe('the reason of an item', () => {
  it.each(ITEM_CODES)(
    '%s tells nobody to act: that is its instruction, the same in both languages',
    (code) => {
      expect(fr[code].reason).not.toMatch(FRENCH_ORDER);
      expect(en[code].reason).not.toMatch(/\b(send it|choose|compare|look at|hand )/i);
      expect(fr[code].instruction === undefined).toBe(en[code].instruction === undefined);
    },
  );

  it('and its instruction are one text for who may act', () => {
    expect(frWhole['not-a-pdf']).toBe('Ce n’est pas un PDF. Enregistrez le document en PDF et renvoyez-le.');
    expect(enWhole['not-a-pdf']).toBe(
      'This file is not a PDF. Save the document as a PDF and send it again.',
    );
    expect(frWhole['other-employer']).toBe('La page porte le SIRET d’une autre collectivité.');
    expect(Object.keys(frWhole)).toEqual([...ITEM_CODES]);
  });
});

describe('what differs', () => {
  it('is each field once, with both who say so', () => {
    expect(
      differencesIn(['page:familyName', 'claim:familyName', 'page:another-agent', 'claim:period']),
    ).toEqual([
      { field: 'familyName', sides: ['claim', 'page'] },
      { field: 'period', sides: ['claim'] },
      { field: 'another-agent', sides: ['page'] },
    ]);
    expect(differencesIn([])).toEqual([]);
  });

  it('stands on the side that says it', () => {
    expect(differs(['page:givenName'], 'page', 'familyName', 'givenName')).toBe(true);
    expect(differs(['page:givenName'], 'claim', 'familyName', 'givenName')).toBe(false);
  });

  it('is the month only, or the agent as well', () => {
    expect(isMonthOnly(['page:period'])).toBe(true);
    expect(isMonthOnly(['page:period', 'page:birthDate'])).toBe(false);
  });
});
