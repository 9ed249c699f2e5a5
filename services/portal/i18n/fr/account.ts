import { ofEmployer, withArticle } from './employer-name';

export const account = {
  title: 'Mon compte',
  signedInAs: 'Vous êtes connecté avec',
  until: (time: string) => `La session se termine au plus tard le ${time}.`,
  spaces: 'Ce que ce compte ouvre',
  vaultOf: (employer: string) => `Votre coffre-fort, alimenté par ${withArticle(employer)}`,
  hrOf: (employer: string) => `Ressources humaines ${ofEmployer(employer)}`,
  hrReaderOf: (employer: string) => `Ressources humaines ${ofEmployer(employer)}, en lecture`,
  operator: 'Administration du service',
  nothing: 'Ce compte n’ouvre encore rien. Ajoutez-y le code d’un courrier.',
  addCode: 'Ajouter un employeur',
  addCodeText:
    'Un autre employeur vous a envoyé un courrier avec un code ? Ses documents rejoignent les vôtres dans ce compte. Aucun employeur ne voit les autres.',
  addCodeSubmit: 'Ajouter',
  codeAdded: 'C’est ajouté à votre compte.',
  display: 'Affichage',
  displayText: 'Ces choix restent sur cet appareil.',
  everywhere: 'Se déconnecter partout',
  everywhereText:
    'Si vous avez oublié de vous déconnecter d’un autre appareil, ou s’il a été perdu : toutes les sessions de ce compte sont fermées, celle-ci comprise.',
  everywhereQuestion: 'Fermer toutes les sessions ?',
  everywhereConfirm: 'Tout fermer',
};
