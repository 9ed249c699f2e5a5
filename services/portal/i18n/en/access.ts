import type { SameAs } from '../catalogue';
import type { access as fr } from '../fr/access';

export const access: SameAs<typeof fr> = {
  signIn: {
    title: 'Sign in',
    lead: 'Your payslips and HR documents, kept for you.',
    login: 'E-mail address',
    loginHint: 'The one you chose when activating your safe.',
    loginMissing: 'Enter your e-mail address.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    submit: 'Sign in',
    firstTime: 'First time here?',
    firstTimeText: 'Your employer’s letter contains a code that opens your safe.',
    activate: 'Activate my safe',
    activated: 'Your account is ready. Sign in with the address and password you have just chosen.',
  },
  activation: {
    title: 'Activate my safe',
    lead: 'Have your employer’s letter to hand: it contains your code. This takes two minutes.',
    step: 'The code from your letter',
    code: 'Code',
    codeHint: 'Sixteen letters and digits, in four groups. Example: 7K2M\u201194QX\u20113TPA\u20118WZD',
    codeMissing: 'Enter the code from your letter.',
    codeLength: 'The code has exactly sixteen letters and digits. Check what you have typed.',
    codeAloneRefused:
      'This code was not accepted. Check it against your most recent letter: a new code replaces the previous one, and a code works only once.',
    birthDate: 'Date of birth',
    birthDateHint:
      'Day, month, year. Example: 27/10/1985. Required with an agent’s code; not needed with a code for HR staff or the operator.',
    birthDateWrong: 'This date cannot be read, or does not exist. Example: 27/10/1985',
    birthDateDoubtful: 'Check this date of birth too.',
    birthDateMissing: 'Enter your date of birth: it is required with an agent’s code.',
    account: 'Your account',
    login: 'E-mail address to sign in with',
    loginHint:
      'Use a personal address if you can: you keep it when you change jobs. Your employer cannot see it.',
    loginMissing: 'Enter the address you will sign in with.',
    password: 'Password',
    passwordMissing: 'Choose a password.',
    rules: 'What your password needs',
    ruleLength: 'at least 12 characters',
    ruleCommon: 'to be hard to guess: no common password, no obvious sequence',
    ruleFree:
      'Capitals, digits and symbols are optional. Three or four unrelated words make a good password.',
    met: 'OK',
    unmet: 'not yet',
    submit: 'Activate',
    signInInstead: 'I already have an account: sign in',
    refusedSignIn:
      'If you already have an account, sign in. If the code is still refused, ask your HR department for a new letter.',
  },
};
