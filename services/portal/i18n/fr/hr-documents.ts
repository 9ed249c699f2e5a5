import { count } from './count';
import { withArticle } from './employer-name';

const types = {
  payslip: 'Bulletin de paie',
  certificate: 'Attestation',
  decision: 'Décision',
  other: 'Autre document',
};

export const hrDocuments = {
  title: 'Documents',
  lead: 'Tout ce que l’employeur a déposé. Son exemplaire reste conservé, même quand l’agent est parti.',
  back: 'Documents',
  types,
  notFound: {
    title: 'Document introuvable',
    text: 'Ce document n’est pas parmi ceux de cet employeur. L’adresse est peut-être incomplète, ou le document est celui d’un autre employeur.',
    toDocuments: 'Voir les documents',
  },
  named: (type: keyof typeof types, month: string) => `${types[type]}, ${month}`,

  search: {
    label: 'Chercher par agent',
    hint: 'Le nom de famille ou d’usage, ou le matricule, en entier.',
    submit: 'Chercher',
    clear: 'Effacer la recherche',
  },
  filters: 'Choisir parmi les documents',
  type: 'Nature',
  everyType: 'Toutes',
  year: 'Année',
  everyYear: 'Toutes',
  month: 'Mois',
  everyMonth: 'Tous',

  list: {
    caption: 'Documents déposés, les derniers d’abord',
    document: 'Document',
    agent: 'Agent',
    payrollNumber: 'Matricule',
    deposited: 'Déposé le',
    state: 'État',
    actions: 'Actions',
    download: 'Télécharger',
    downloading: 'Téléchargement',
    downloadNamed: (name: string, agent: string) => `Télécharger : ${name}, ${agent}`,
    shown: (n: number) => count(n, 'document affiché', 'documents affichés'),
    more: 'Voir les documents plus anciens',
    emptyTitle: 'Aucun document pour l’instant',
    empty:
      'Les documents apparaîtront ici dès qu’un envoi sera confirmé. Chacun y est scellé, daté et conservé.',
    send: 'Envoyer des documents',
    noMatchTitle: 'Aucun document ne correspond',
    noMatch:
      'Élargissez votre choix : un autre mois, toutes les natures. Le nom et le matricule doivent être écrits en entier.',
    showAll: 'Afficher tous les documents',
  },

  states: {
    released: {
      short: 'Visible par l’agent',
      long: 'L’agent a son exemplaire dans son coffre-fort.',
    },
    scheduled: {
      short: 'Pas encore visible',
      long: 'L’agent ne le voit pas encore : il aura son exemplaire à l’heure choisie pour l’envoi.',
    },
    withheld: {
      short: 'À remettre sur papier',
      long: 'L’agent n’a pas d’exemplaire électronique.',
    },
    withdrawn: {
      short: 'Retiré',
      long: 'L’envoi a été arrêté avant l’heure choisie : l’agent n’a jamais eu ce document. L’exemplaire de l’employeur reste conservé.',
    },
  },

  /** Said only to who may act. */
  stateActs: {
    scheduled: 'D’ici là, vous pouvez arrêter l’envoi.',
    withheld: 'Imprimez celui de l’employeur et remettez-le-lui.',
  },

  slips: {
    title: 'Les bulletins de cet agent pour ce mois',
    lead: 'Dans l’ordre de leur dépôt. Un bulletin remplacé reste conservé, avec sa preuve.',
    shown: (slip: string) => `Ce bulletin : ${slip}`,
    first: 'Premier bulletin',
    further: (n: number) => `Bulletin complémentaire (${n}e du mois)`,
    replaces: 'Bulletin corrigé, en remplace un précédent',
    deposited: (date: string) => `déposé le ${date}`,
    replaced: (date: string) => `Remplacé par le bulletin du ${date}`,
    replace: 'Remplacer par le bulletin affiché',
    question: 'Le bulletin affiché remplace-t-il celui-ci ?',
    meaning: (date: string) =>
      `L’agent verra que le bulletin déposé le ${date} a été remplacé. Les deux restent conservés. C’est inscrit au journal, et ne peut pas être défait.`,
    confirm: 'Oui, il le remplace',
    keep: 'Non, garder les deux',
    done: 'C’est noté : le bulletin est remplacé.',
  },

  one: {
    about: 'Ce document',
    agent: 'Agent',
    payrollNumber: 'Matricule',
    deposited: 'Déposé le',
    title: 'Intitulé',
    size: 'Taille',
    pages: (n: number) => count(n, 'page', 'pages'),
    state: 'État',
    open: 'Afficher le document',
    download: 'Télécharger',
    preview: 'Aperçu',
    journaled: 'Chaque lecture est inscrite au journal de l’employeur.',
    traced:
      'Chaque lecture est inscrite au journal. L’agent voit dans son historique que l’employeur a consulté l’exemplaire qu’il conserve, sans nom de personne.',
    authentic: 'Est-il authentique ?',
    deposit: (employer: string, date: string) => `Déposé par ${withArticle(employer)} le ${date}.`,
    authenticity: (employer: string, date: string) =>
      `Déposé par ${withArticle(employer)} le ${date}, inchangé depuis.`,
    check: 'Vérifier qu’il est inchangé',
    checkHint: 'L’exemplaire conservé est comparé à ce qui a été déposé.',
    damagedTitle: 'Ce document ne peut pas être garanti',
    damaged:
      'Ce qui est conservé ne correspond plus à ce qui a été déposé : il n’est donc pas remis. Prévenez l’opérateur.',
    proof: 'Télécharger la preuve',
    proofText:
      'La preuve montre, sans passer par ce site, que le dépôt est inscrit au journal. Peu de gens en ont besoin : un tribunal, un expert.',
    proofFile: (id: string) => `preuve-${id}.json`,
    level: 'Niveau du cachet',
    sha256: 'Empreinte (SHA-256)',
    sealedAt: 'Horodatage',
    // Of no timestamp it is known here whether it is qualified.
    ownClock: (time: string) => `${time}, heure donnée par notre propre horloge`,
    notSealed: 'non indiqué',
  },
};
