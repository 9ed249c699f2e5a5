import { COMMON_PASSWORDS as OF_THE_API } from '../../../services/identity/common-passwords';
import { checkPassword } from '../../../services/identity/passwords';
import { ApiProblem, NoAnswer } from '../../../services/portal/api/failures';
import {
  type ActivationAnswers,
  activationOf,
  checkAnswers,
  NO_ANSWERS,
  refusalOf,
} from '../../../services/portal/areas/access/activation-answers';
import { COMMON_PASSWORDS } from '../../../services/portal/areas/access/common-passwords';
import { judgePassword } from '../../../services/portal/areas/access/judge-password';
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
      { field: 'code', message: text.codeMissing, missing: true },
      { field: 'login', message: text.loginMissing, missing: true },
      { field: 'password', message: text.passwordMissing, missing: true },
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

describe('a refusal of the API', () => {
  const text = fr.activation;
  const refusal = (code: string, birthDate = '27/10/1985') =>
    refusalOf(new ApiProblem(403, { code }, null), 'Refusé.', { birthDate }, text);

  it.each([
    ['login-taken', 'login'],
    ['password-too-common', 'password'],
    ['code-locked', 'code'],
    ['database-unavailable', null],
  ])('%s stands at the field it concerns', (code, field) => {
    expect(refusal(code)).toEqual([{ field, message: 'Refusé.' }]);
  });

  it('of code and birth date stands at both', () => {
    expect(refusal('activation-refused')).toEqual([
      { field: 'code', message: 'Refusé.' },
      { field: 'birthDate', message: text.birthDateDoubtful },
    ]);
    // Without a date, nothing is said of one that does not go with the code.
    expect(refusal('activation-refused', ' ')).toEqual([
      { field: 'code', message: text.codeAloneRefused },
      { field: 'birthDate', message: text.birthDateMissing },
    ]);
  });

  it('that never came stands at none', () => {
    expect(refusalOf(new NoAnswer(null), 'Rien.', { birthDate: '' }, text)).toEqual([
      { field: null, message: 'Rien.' },
    ]);
  });
});

describe('the rules of a password', () => {
  it('know the passwords that the API knows', () => {
    expect([...COMMON_PASSWORDS]).toEqual([...OF_THE_API]);
  });

  it.each([
    ['', false, false],
    ['soleil', false, false],
    ['motdepasse123', true, false],
    ['Mot-de-passe-123', true, false],
    ['abcabcabcabc', true, false],
    ['quatre mots sans lien', true, true],
  ])('say of “%s” what the API will', (password, longEnough, hardToGuess) => {
    expect(judgePassword(password)).toEqual({ longEnough, hardToGuess });
    const accepted = () => checkPassword(password);
    if (longEnough && hardToGuess) expect(accepted).not.toThrow();
    else expect(accepted).toThrow();
  });
});
