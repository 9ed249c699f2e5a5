import { ofEmployer, withArticle } from './employer-name';

export const account = {
  title: 'Mon compte',
  signedInAs: 'Adresse de connexion',
  until: (time: string) => `La session se termine au plus tard le ${time}.`,
  spaces: 'Ce que ce compte ouvre',
  vaultOf: (employer: string) => `Votre coffre-fort, alimenté par ${withArticle(employer)}`,
  hrOf: (employer: string) => `Ressources humaines ${ofEmployer(employer)}`,
  hrReaderOf: (employer: string) => `Ressources humaines ${ofEmployer(employer)}, en lecture seule`,
  operator: 'Administration du service',
  nothing: 'Ce compte n’ouvre encore rien. Ajoutez-y le code d’un courrier.',
  addCode: 'Ajouter un employeur',
  addCodeText:
    'Un autre employeur vous a envoyé un courrier avec un code ? Ses documents rejoignent les vôtres dans ce compte. Vos employeurs ne savent rien les uns des autres.',
  /** For who has no vault here: HR, or the operator. */
  addOwnCode: 'Ajouter mon coffre-fort d’agent',
  addOwnCodeText:
    'Votre employeur vous a aussi envoyé, comme agent, un courrier avec un code ? Vos bulletins de paie arriveront dans ce compte, dans un espace séparé.',
  addCodeSubmit: 'Ajouter',
  codeAdded: 'C’est ajouté à votre compte.',
  display: 'Affichage',
  displayText: 'Ces choix restent sur cet appareil.',
  everywhere: 'Se déconnecter partout',
  everywhereText:
    'Un appareil perdu, ou un poste resté connecté ailleurs ? Déconnectez ce compte de tous les appareils, celui-ci compris.',
  everywhereQuestion: 'Se déconnecter partout ?',
  everywhereMeans:
    'Sur tous vos appareils, celui-ci compris, il faudra entrer de nouveau votre adresse et votre mot de passe.',
};
