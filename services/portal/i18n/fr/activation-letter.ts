/** For the agent, whatever language who prints it reads: in French, as the letters of the API are. */
export const activationLetter = {
  payrollNumber: (number: string) => `matricule ${number}`,
  subject: 'Ouvrez votre coffre-fort numérique',
  why: (employer: string) =>
    `${employer} peut déposer vos bulletins de paie et vos documents de carrière dans un coffre-fort numérique à votre nom. Il est gratuit, il n’appartient qu’à vous, et il vous reste ouvert même si vous changez d’employeur.`,
  goTo: 'Sur un ordinateur ou un téléphone, allez à l’adresse :',
  typeCode: 'Tapez votre code d’activation :',
  birthDate:
    'Indiquez votre date de naissance et votre adresse électronique, puis choisissez un mot de passe.',
  secret:
    'Ce code est personnel et ne sert qu’une fois. Il remplace tout code reçu auparavant. Ne le donnez à personne.',
  paper:
    'Vous préférez le papier ? Vous pouvez à tout moment vous opposer aux bulletins électroniques : dites-le par écrit au service des ressources humaines (code du travail, article L3243-2).',
};
