import { ApiProblem, isProblem } from '../../api/failures';
import type { Activation } from '../../api/schema';
import type { FormError } from '../../ui/form-error';
import { readTypedDate } from '../../ui/typed-date';

export interface ActivationAnswers {
  readonly code: string;
  readonly birthDate: string;
  readonly login: string;
  readonly password: string;
}

export type AnswerName = keyof ActivationAnswers;

export const NO_ANSWERS: ActivationAnswers = { code: '', birthDate: '', login: '', password: '' };
const CODE_LENGTH = 16;

interface CodeSentences {
  readonly codeMissing: string;
  readonly codeLength: string;
  readonly birthDateWrong: string;
}

interface Sentences extends CodeSentences {
  readonly loginMissing: string;
  readonly passwordMissing: string;
}

/** What can be said before the API is asked. */
export function checkAnswers(answers: ActivationAnswers, text: Sentences): FormError[] {
  return [
    ...checkCode(answers, text),
    ...(answers.login.trim() === '' ? [{ field: 'login', message: text.loginMissing, missing: true }] : []),
    ...(answers.password === '' ? [{ field: 'password', message: text.passwordMissing, missing: true }] : []),
  ];
}

/** The part of it that comes from the letter. */
export function checkCode(
  answers: Pick<ActivationAnswers, 'code' | 'birthDate'>,
  text: CodeSentences,
): FormError[] {
  const code = answers.code.replaceAll(/[\s\p{Pd}]/gu, '');
  const wrongDate = answers.birthDate.trim() !== '' && readTypedDate(answers.birthDate) === null;
  return [
    ...(code === '' ? [{ field: 'code', message: text.codeMissing, missing: true }] : []),
    ...(code !== '' && code.length !== CODE_LENGTH
      ? [{ field: 'code', message: text.codeLength, missing: false }]
      : []),
    ...(wrongDate ? [{ field: 'birthDate', message: text.birthDateWrong, missing: false }] : []),
  ];
}

export function activationOf(answers: ActivationAnswers): Activation {
  const birthDate = readTypedDate(answers.birthDate);
  return {
    code: answers.code,
    login: answers.login,
    password: answers.password,
    ...(birthDate === null ? {} : { birthDate }),
  };
}

const FIELDS: Readonly<Record<string, AnswerName>> = {
  'code-locked': 'code',
  'login-required': 'login',
  'login-invalid': 'login',
  'login-taken': 'login',
  'password-too-short': 'password',
  'password-too-long': 'password',
  'password-too-common': 'password',
};

interface RefusalSentences {
  readonly codeAloneRefused: string;
  readonly birthDateDoubtful: string;
  readonly birthDateMissing: string;
}

/**
 * What a refusal of the API says, beside each field that it names; `field: null`: it names none.
 * Code and birth date are refused together: which of them is wrong is not said.
 *
 * @param sentence what the portal says of the refusal
 */
export function refusalOf(
  error: unknown,
  sentence: string,
  { birthDate }: Pick<ActivationAnswers, 'birthDate'>,
  text: RefusalSentences,
): FormError[] {
  if (isProblem(error, 'activation-refused')) {
    const alone = birthDate.trim() === '';
    return [
      { field: 'code', message: alone ? text.codeAloneRefused : sentence },
      { field: 'birthDate', message: alone ? text.birthDateMissing : text.birthDateDoubtful },
    ];
  }
  return [{ field: error instanceof ApiProblem ? (FIELDS[error.code] ?? null) : null, message: sentence }];
}
