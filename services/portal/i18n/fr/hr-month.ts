export const hrMonth = {
  titleOf: (month: string) => `Le mois de ${month}`.replace(/de (?=[aeiouy])/i, 'd’'),
  send: 'Envoyer des documents',
  previous: (month: string) => `Mois précédent : ${month}`,
  next: (month: string) => `Mois suivant : ${month}`,
  nextNone: 'Mois en cours',
  picker: 'Choix du mois',
  documents: 'Les documents',
  people: 'Les agents',
  received: (n: number) => (n < 2 ? 'reçu' : 'reçus'),
  deposited: (n: number) => (n < 2 ? 'déposé' : 'déposés'),
  toPrint: 'à remettre sur papier',
  quarantined: 'à vérifier',
  rejected: (n: number) => (n < 2 ? 'rejeté' : 'rejetés'),
  duplicate: (n: number) => (n < 2 ? 'doublon, déjà déposé' : 'doublons, déjà déposés'),
  notActivated: (n: number) =>
    n < 2 ? 'agent qui n’a pas encore activé' : 'agents qui n’ont pas encore activé',
  missing: (n: number) =>
    n < 2 ? 'agent payé le mois d’avant, sans bulletin' : 'agents payés le mois d’avant, sans bulletin',
  added: (n: number) =>
    n < 2 ? 'agent nouveau depuis le mois d’avant' : 'agents nouveaux depuis le mois d’avant',
  agents: (n: number) => (n < 2 ? 'agent en poste' : 'agents en poste'),
  toConfirm: 'Un envoi de ce mois est vérifié et attend une confirmation.',
  act: {
    toConfirm: 'Relire et confirmer',
    toConfirmReader: 'Voir cet envoi',
    deposited: 'Voir les documents',
    quarantined: 'Décider',
    quarantinedReader: 'Voir ce qui attend',
    rejected: 'Voir pourquoi',
    notActivated: 'Préparer les courriers',
    missing: 'Envoyer ce qui manque',
    missingReader: 'Voir les agents',
    agents: 'Voir les agents',
  },
  allWell: 'Rien ne vous attend pour ce mois.',
  emptyTitle: (month: string) => `Rien n’a été envoyé pour ${month}`,
  emptyText:
    'Envoyez le fichier de votre logiciel de paie : vous relirez ce qu’il contient, puis vous confirmerez. Les agents ne voient rien avant.',
  emptyReader:
    'Les nombres apparaîtront ici dès qu’un collègue ou votre logiciel de paie aura envoyé les documents.',
  noAgentsTitle: 'Commencez par vos agents',
  noAgents:
    'Aucun agent de votre liste n’est en poste ce mois-là. Importez-la : elle sert à reconnaître à qui est chaque document.',
  importAgents: 'Importer les agents',
  latest: 'Derniers envois, tous mois confondus',
  allBatches: 'Tous les envois',
};
