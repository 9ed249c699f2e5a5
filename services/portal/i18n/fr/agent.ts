import { withArticle } from './employer-name';

/** octobre 2026 → d’octobre 2026 */
function of(month: string): string {
  return /^[aeiouy]/i.test(month) ? `d’${month}` : `de ${month}`;
}

const types = {
  payslip: 'Bulletin de paie',
  certificate: 'Attestation',
  decision: 'Décision',
  other: 'Document',
};

const yours = {
  payslip: 'votre bulletin de paie',
  certificate: 'votre attestation',
  decision: 'votre décision',
  other: 'votre document',
};

const marks = { replaced: ' (remplacé)', corrected: ' (corrigé)' };
type Mark = keyof typeof marks | null;

function marked(words: string, mark: Mark): string {
  return mark === null ? words : words + marks[mark];
}

export const agent = {
  types,
  /** Names one document in a line: Bulletin de paie, octobre 2026 (remplacé) */
  named: (type: keyof typeof types, month: string, mark: Mark) => marked(`${types[type]}, ${month}`, mark),
  /** …and inside a sentence: votre bulletin de paie d’octobre 2026 (remplacé) */
  yours: (type: keyof typeof yours, month: string, mark: Mark) => marked(`${yours[type]} ${of(month)}`, mark),
  slips: {
    badges: { replaced: 'Remplacé', corrected: 'Corrigé' },
    further: (n: number) => `Bulletin complémentaire (${n}e du mois)`,
    replaces: 'Bulletin corrigé, en remplace un précédent',
    replaced: (date: string) => `Remplacé par le bulletin déposé le ${date}`,
    replacedText:
      'Votre employeur a déposé un bulletin corrigé. Le bulletin affiché ici reste dans votre coffre-fort, et sa preuve reste valable.',
    seeSuccessor: 'Ouvrir le bulletin qui le remplace',
    seePredecessor: 'Ouvrir le bulletin remplacé',
  },
  download: 'Télécharger',
  downloadNamed: (name: string) => `Télécharger : ${name}`,
  downloading: 'Téléchargement',

  documents: {
    title: 'Mes documents',
    lead: 'Déposés par vos employeurs, conservés pour vous, même après votre départ.',
    latest: 'Votre dernier bulletin de paie',
    open: 'Ouvrir',
    depositedOn: (date: string) => `Déposé le ${date}`,
    all: 'Tous vos documents',
    filters: 'Filtrer vos documents',
    year: 'Année',
    everyYear: 'Toutes',
    yearWithCount: (year: string, count: number) => `${year} (${count})`,
    type: 'Nature',
    everyType: 'Toutes',
    employer: 'Employeur',
    everyEmployer: 'Tous',
    clear: 'Tout afficher',
    shown: (count: number) => (count < 2 ? `${count} document affiché` : `${count} documents affichés`),
    more: 'Voir les documents plus anciens',
    noneTitle: 'Votre coffre-fort est prêt',
    none: 'Votre premier document arrivera ici quand votre employeur le déposera : le plus souvent votre bulletin de paie, à la fin du mois. Ce coffre-fort est à vous : ce qui y est déposé y reste gratuitement, même si vous changez d’employeur.',
    noMatchTitle: 'Aucun document ne correspond',
    noMatch: 'Élargissez votre choix : une autre année, ou toutes les natures.',
    withoutVaultTitle: 'Ce compte n’a pas encore de coffre-fort',
    withoutVault:
      'Pour en ouvrir un, entrez le code du courrier de votre employeur. Pas de courrier ? Demandez-le à votre service des ressources humaines.',
    enterCode: 'Entrer mon code',
  },

  year: {
    start: (year: string) => `Télécharger l’année ${year}`,
    title: (year: string) => `Vos documents de ${year}`,
    preparing: 'Préparation de la liste',
    progress: 'Documents réunis',
    counted: (done: number, total: number) => `${done} sur ${total}`,
    file: (year: string) => `mes-documents-${year}.zip`,
    cancel: 'Arrêter',
    fileNamed: (file: string) => `Nom du fichier : ${file}`,
    done: (count: number, file: string) =>
      `C’est fait : ${count === 1 ? 'un document' : `${count} documents`}, dans le fichier ${file}. Votre navigateur l’a enregistré avec vos téléchargements.`,
    partlyDone: (count: number, file: string) =>
      `${count === 1 ? 'Un document est' : `${count} documents sont`} dans le fichier ${file}, enregistré avec vos téléchargements.`,
    partly: 'Le fichier est enregistré, mais il n’est pas complet',
    failedTitle: 'Aucun document n’a pu être téléchargé',
    missing: 'Il manque :',
    again: 'Recommencer',
    size: (size: string) => `Taille du fichier : ${size}`,
  },

  document: {
    back: 'Mes documents',
    preview: 'Aperçu',
    loading: 'Chargement du document',
    drawing: 'Affichage du document',
    page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
    pageText: (page: number) => `Texte de la page ${page}`,
    morePages: (count: number) =>
      count === 1 ? 'Voir la dernière page' : `Voir les ${count} pages suivantes`,
    noPreviewTitle: 'L’aperçu ne peut pas s’afficher ici',
    noPreview: 'Le document n’est pas en cause. Téléchargez-le : votre appareil l’ouvrira.',
    pages: (count: number) => (count < 2 ? `${count} page` : `${count} pages`),
    zoomHint: 'Pour lire en plus grand, écartez deux doigts sur la page ou téléchargez le document.',
    authentic: 'Est-il authentique ?',
    authenticity: (employer: string, date: string) =>
      `Déposé par ${withArticle(employer)} le ${date}, inchangé depuis.`,
    forBank: 'Pour votre banque : envoyez ce fichier et l’adresse de vérification.',
    forBankReplaced: (date: string) =>
      `Pour votre banque : n’envoyez pas ce bulletin, mais celui qui le remplace, déposé le ${date}.`,
    notFoundTitle: 'Document introuvable',
    notFound:
      'Ce document n’est pas, ou n’est plus, dans votre coffre-fort. Il se peut aussi que l’adresse soit incomplète.',
    address: 'Adresse de vérification',
    copy: 'Copier l’adresse',
    copied: 'L’adresse est copiée.',
    notCopied: 'L’adresse est sélectionnée : copiez-la avec le menu de votre appareil.',
    damagedTitle: 'Ce document ne peut pas être garanti',
    damaged:
      'Ce qui est conservé ne correspond plus à ce qui a été déposé : il n’est donc pas remis. Prévenez le service qui tient ce coffre-fort.',
    proof: 'Télécharger la preuve',
    proofText:
      'La preuve montre, sans passer par ce site, que le dépôt est inscrit au journal. Peu de gens en ont besoin : un tribunal, un expert.',
    facts: {
      deposited: 'Date du dépôt',
      title: 'Intitulé',
      size: 'Taille',
    },
    technical: {
      level: 'Niveau du cachet',
      sealedBy: 'Cachet apposé par',
      statement: 'Mention scellée',
      time: 'Horodatage',
      timeQualified: (time: string, by: string) => `${time}, heure qualifiée donnée par ${by}`,
      timeOwn: (time: string) => `${time}, heure donnée par notre propre horloge`,
      timeOwnBy: (time: string, by: string) => `${time}, heure donnée par notre propre horloge : ${by}`,
      sha256: 'Empreinte (SHA-256)',
      journal: 'Journal de preuve',
      entry: (index: string, size: string) =>
        `Inscription n° ${index}, dans un journal signé qui en compte ${size}`,
      notYet: 'Inscription en cours de publication : réessayez dans une minute.',
      checking: 'Contrôle du cachet…',
      reading: 'Lecture du journal…',
      unknown: 'non indiqué',
    },
  },
};
