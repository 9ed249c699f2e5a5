import { COMMON_PASSWORDS } from './common-passwords';

const MIN_LENGTH = 12;

interface Judgement {
  readonly longEnough: boolean;
  readonly hardToGuess: boolean;
}

/** The rules of the API while a password is typed: what is short is not hard to guess yet. */
export function judgePassword(password: string): Judgement {
  const longEnough = [...password].length >= MIN_LENGTH;
  const plain = password.toLowerCase();
  const levelled = plain.replace(/[^a-z0-9]/g, '');
  const repeated = /^(.{1,4})\1+$/u.test(plain);
  const common = COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(levelled);
  return { longEnough, hardToGuess: longEnough && !repeated && !common };
}
