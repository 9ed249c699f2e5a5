import { ITEM_CODES } from '../../../services/portal/areas/hr-batches/item-codes';
import {
  differencesIn,
  differs,
  isMonthOnly,
} from '../../../services/portal/areas/hr-quarantine/desk/disagreements';
import { itemCodes as en } from '../../../services/portal/i18n/en/item-codes';
import { itemCodes as fr } from '../../../services/portal/i18n/fr/item-codes';

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
