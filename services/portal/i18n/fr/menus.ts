export const menus = {
  agent: { documents: 'Mes documents', trace: 'Historique' },
  hr: {
    month: 'Mois',
    batches: 'Envois',
    quarantine: 'À vérifier',
    agents: 'Agents',
    documents: 'Documents',
    deposit: 'Déposer un document',
  },
};
