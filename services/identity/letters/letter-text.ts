/** What a letter says, for someone who has never heard of it. */
export interface LetterText {
  readonly date: string;
  readonly subject: string;
  readonly why: string;
  readonly goTo: string;
  readonly typeCode: string;
  readonly giveBirthDate: string;
  readonly keepSecret: string;
  readonly sections: readonly { readonly heading: string; readonly paragraph: string }[];
}

export function letterText({
  employer,
  date,
}: {
  readonly employer: string;
  readonly date: Date;
}): LetterText {
  return {
    date: `Le ${dayInWords(date)}`,
    subject: 'Objet : ouvrez votre coffre-fort numérique',
    why:
      `Bonjour, ${employer} peut déposer vos bulletins de paie et vos documents de carrière dans un ` +
      'coffre-fort numérique à votre nom. Il est gratuit, il n’appartient qu’à vous, et il vous reste ouvert ' +
      'même si vous changez d’employeur.',
    goTo: '1. Sur un ordinateur ou un téléphone, allez à l’adresse :',
    typeCode: '2. Tapez votre code d’activation :',
    giveBirthDate:
      '3. Indiquez votre date de naissance, votre adresse électronique, puis choisissez un mot de passe. ' +
      'Vos documents sont là.',
    keepSecret:
      'Ce code est personnel et ne sert qu’une fois. Il remplace tout code reçu auparavant. Ne le donnez à ' +
      'personne : nul ne vous le demandera, ni par téléphone ni par courriel.',
    sections: [
      {
        heading: 'Pas d’internet, ou vous préférez le papier ?',
        paragraph:
          'Vous pouvez à tout moment vous opposer aux bulletins électroniques et recevoir vos bulletins de paie ' +
          'sur papier : dites-le par écrit au service des ressources humaines. C’est votre droit (code du travail, ' +
          'article L3243-2) et vous n’avez pas à vous en expliquer. Ne faites alors rien de cette lettre.',
      },
      {
        heading: 'Une question, un code refusé ?',
        paragraph:
          `Adressez-vous au service des ressources humaines de votre employeur (${employer}), qui peut vous ` +
          'remettre une nouvelle lettre.',
      },
    ],
  };
}

function dayInWords(date: Date): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(date);
}
