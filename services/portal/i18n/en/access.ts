import type { SameAs } from '../catalogue';
import type { access as fr } from '../fr/access';

export const access: SameAs<typeof fr> = {
  signIn: {
    title: 'Sign in',
    lead: 'Your payslips and HR documents, kept for you.',
    login: 'E-mail address',
    loginHint: 'The one you chose when you activated your safe.',
    loginMissing: 'Enter your e-mail address.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    submit: 'Sign in',
    firstTime: 'First visit?',
    firstTimeText: 'Your employer’s letter holds a code: it opens your safe.',
    activate: 'Activate my safe',
    activated: 'Your account is ready. Sign in with the address and the password you have just chosen.',
  },
  activation: {
    title: 'Activate my safe',
    lead: 'Take your employer’s letter: your code is in it. This takes two minutes.',
    step: 'The code in your letter',
    code: 'Code',
    codeHint: 'Sixteen letters and digits in four groups. Example: 7K2M\u201194QX\u20113TPA\u20118WZD',
    codeMissing: 'Enter the code in your letter.',
    codeLength: 'The code has sixteen letters and digits. Check that none is missing.',
    birthDate: 'Date of birth',
    birthDateHint:
      'Day, month, year. Example: 27/10/1985. Leave it empty if your code is that of an HR department or of the operator.',
    birthDateWrong: 'There is no such date. Example: 27/10/1985',
    account: 'Your account',
    login: 'E-mail address to sign in with',
    loginHint:
      'Use a personal address if you can: it stays with you if you change employers. Your employer does not see it.',
    loginMissing: 'Enter the address you will sign in with.',
    password: 'Password',
    passwordMissing: 'Choose a password.',
    rules: 'What it needs',
    ruleLength: 'at least 12 characters',
    ruleCommon: 'no sequence or word that everyone guesses',
    ruleFree:
      'Capitals, digits and signs are not compulsory. Three or four unrelated words make a good password.',
    met: 'yes',
    unmet: 'not yet',
    submit: 'Activate',
    signInInstead: 'I have an account: sign in',
    refusedSignIn:
      'If you already have an account, sign in. If not, ask your HR department for a new letter.',
  },
};
