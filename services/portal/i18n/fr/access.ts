export const access = {
  signIn: {
    title: 'Se connecter',
    lead: 'Vos bulletins de paie et documents RH, conservés pour vous.',
    login: 'Adresse électronique',
    loginHint: 'Celle que vous avez choisie en activant votre coffre-fort.',
    loginMissing: 'Entrez votre adresse électronique.',
    password: 'Mot de passe',
    passwordMissing: 'Entrez votre mot de passe.',
    submit: 'Se connecter',
    firstTime: 'Première visite ?',
    firstTimeText: 'Le code du courrier de votre employeur ouvre votre coffre-fort.',
    activate: 'Activer mon coffre-fort',
    activated:
      'Votre compte est prêt. Connectez-vous avec l’adresse et le mot de passe que vous venez de choisir.',
  },
  activation: {
    title: 'Activer mon coffre-fort',
    lead: 'Prenez le courrier de votre employeur : il contient votre code. Cela prend deux minutes.',
    step: 'Le code de votre courrier',
    code: 'Code',
    codeHint: 'Seize lettres et chiffres en quatre groupes. Exemple : 7K2M\u201194QX\u20113TPA\u20118WZD',
    codeMissing: 'Entrez le code de votre courrier.',
    codeLength: 'Le code compte seize lettres et chiffres, ni plus ni moins. Vérifiez votre saisie.',
    codeAloneRefused:
      'Ce code n’a pas été accepté. Vérifiez-le sur votre dernier courrier : un nouveau code remplace l’ancien, et un code ne sert qu’une fois.',
    birthDate: 'Date de naissance',
    birthDateHint:
      'Jour, mois, année. Exemple : 27/10/1985. Nécessaire avec un code d’agent ; un code de service RH ou d’opérateur n’en demande pas.',
    birthDateWrong: 'Cette date n’est pas lisible, ou n’existe pas. Exemple : 27/10/1985',
    birthDateDoubtful: 'Vérifiez aussi cette date de naissance.',
    birthDateMissing: 'Entrez votre date de naissance : elle est nécessaire avec un code d’agent.',
    account: 'Votre compte',
    login: 'Adresse électronique pour vous connecter',
    loginHint:
      'Préférez une adresse personnelle : elle vous suivra si vous changez d’employeur. Votre employeur ne la voit pas.',
    loginMissing: 'Entrez l’adresse avec laquelle vous vous connecterez.',
    password: 'Mot de passe',
    passwordMissing: 'Choisissez un mot de passe.',
    rules: 'Ce qu’il faut',
    ruleLength: 'au moins 12 caractères',
    ruleCommon: 'ni suite évidente, ni mot que tout le monde devine',
    ruleFree:
      'Majuscules, chiffres et signes ne sont pas obligatoires. Trois ou quatre mots sans lien font un bon mot de passe.',
    met: 'c’est bon',
    unmet: 'pas encore',
    submit: 'Activer',
    signInInstead: 'J’ai déjà un compte : me connecter',
    refusedSignIn:
      'Si vous avez déjà un compte, connectez-vous. Si le code reste refusé, demandez un nouveau courrier à votre service des ressources humaines.',
  },
};
