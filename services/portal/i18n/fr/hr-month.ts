export const hrMonth = {
  titleOf: (month: string) => `Le mois de ${month}`.replace(/de (?=[aeiouy])/i, 'd’'),
  send: 'Envoyer des documents',
  previous: (month: string) => `Mois précédent : ${month}`,
  next: (month: string) => `Mois suivant : ${month}`,
  nextNone: 'Le mois suivant n’a pas commencé',
  picker: 'Choix du mois',
  documents: 'Les documents',
  people: 'Les agents',
  received: (n: number) => (n < 2 ? 'reçu' : 'reçus'),
  deposited: (n: number) => (n < 2 ? 'déposé' : 'déposés'),
  toPrint: 'à remettre sur papier',
  quarantined: 'à vérifier',
  rejected: (n: number) => (n < 2 ? 'rejeté' : 'rejetés'),
  duplicate: (n: number) => (n < 2 ? 'déjà déposé' : 'déjà déposés'),
  notActivated: (n: number) =>
    n < 2 ? 'n’a pas encore activé son coffre-fort' : 'n’ont pas encore activé leur coffre-fort',
  missing: (n: number) =>
    n < 2 ? 'payé le mois d’avant, n’a pas de bulletin' : 'payés le mois d’avant, n’ont pas de bulletin',
  added: (n: number) =>
    n < 2 ? 'est nouveau depuis le mois d’avant' : 'sont nouveaux depuis le mois d’avant',
  agents: (n: number) => (n < 2 ? 'agent en poste ce mois-ci' : 'agents en poste ce mois-ci'),
  toConfirm: 'Un envoi de ce mois est vérifié et attend une confirmation.',
  act: {
    toConfirm: 'Relire et confirmer',
    toConfirmReader: 'Voir cet envoi',
    deposited: 'Voir les documents',
    quarantined: 'Décider',
    rejected: 'Voir pourquoi',
    notActivated: 'Préparer les courriers',
    missing: 'Envoyer ce qui manque',
    missingReader: 'Voir les agents',
    agents: 'Voir les agents',
  },
  allWell: 'Rien ne vous attend pour ce mois.',
  emptyTitle: (month: string) => `Rien n’a été envoyé pour ${month}`,
  emptyText:
    'Déposez le fichier ZIP de votre logiciel de paie : vous relirez ce qu’il contient, puis vous confirmerez. Les agents ne voient rien avant.',
  emptyReader:
    'Les nombres apparaîtront ici dès qu’un collègue ou votre logiciel de paie aura envoyé les documents.',
  noAgentsTitle: 'Commencez par vos agents',
  noAgents:
    'Aucun agent n’est en poste ce mois-ci dans votre liste. Importez-la : elle sert à reconnaître à qui est chaque document.',
  importAgents: 'Importer les agents',
  latest: 'Derniers envois',
  allBatches: 'Tous les envois',
};
