import {
  type ActivationAnswers,
  activationOf,
  checkAnswers,
  fieldOf,
  NO_ANSWERS,
} from '../../../services/portal/areas/access/activation-answers';
import { access as en } from '../../../services/portal/i18n/en/access';
import { access as fr } from '../../../services/portal/i18n/fr/access';
import { readTypedDate } from '../../../services/portal/ui/typed-date';

describe('a day as people type it', () => {
  it.each([
    ['27/10/1985', '1985-10-27'],
    ['27.10.1985', '1985-10-27'],
    ['27-10-1985', '1985-10-27'],
    ['27 10 1985', '1985-10-27'],
    ['27101985', '1985-10-27'],
    [' 1/2/1960 ', '1960-02-01'],
    ['29/02/2000', '2000-02-29'],
  ])('%s is read', (typed, iso) => {
    expect(readTypedDate(typed)).toBe(iso);
  });

  it.each([
    '',
    '31/02/1985',
    '29/02/1999',
    '1985-10-27',
    '10/27/1985',
    '27/10/85',
    '27 octobre 1985',
    '00/10/1985',
  ])('%s is no day', (typed) => {
    expect(readTypedDate(typed)).toBeNull();
  });
});

const ANSWERS: ActivationAnswers = {
  code: '7k2m 94qx-3tpa–8wzd',
  birthDate: '27/10/1985',
  login: 'lea@example.org',
  password: 'quatre mots sans lien',
};

describe.each([
  ['French', fr.activation],
  ['English', en.activation],
])('answers of an activation, in %s', (_language, text) => {
  const fieldsOf = (answers: Partial<ActivationAnswers>) =>
    checkAnswers({ ...ANSWERS, ...answers }, text).map(({ field }) => field);

  it('are sent when nothing is wrong, however the code is grouped', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ birthDate: '' })).toEqual([]);
  });

  it('are refused beside their field', () => {
    expect(checkAnswers(NO_ANSWERS, text)).toEqual([
      { field: 'code', message: text.codeMissing },
      { field: 'login', message: text.loginMissing },
      { field: 'password', message: text.passwordMissing },
    ]);
    expect(fieldsOf({ code: '7K2M-94QX' })).toEqual(['code']);
    expect(fieldsOf({ code: ' - – ' })).toEqual(['code']);
    expect(fieldsOf({ birthDate: '31/02/1985' })).toEqual(['birthDate']);
  });
});

it('an activation carries a birth date only where one was given', () => {
  expect(activationOf(ANSWERS)).toEqual({ ...ANSWERS, birthDate: '1985-10-27' });
  expect(activationOf({ ...ANSWERS, birthDate: ' ' })).not.toHaveProperty('birthDate');
});

it('a refusal of the API stands at the field it concerns', () => {
  expect(fieldOf('activation-refused')).toBe('code');
  expect(fieldOf('login-taken')).toBe('login');
  expect(fieldOf('password-too-common')).toBe('password');
  expect(fieldOf('database-unavailable')).toBeNull();
});
