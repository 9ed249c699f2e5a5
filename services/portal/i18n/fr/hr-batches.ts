import { count } from './count';
import { ofEmployer, withArticle } from './employer-name';

/** What a dry run found, as the API counts it. */
interface Findings {
  readonly ready: number;
  readonly toCheck: number;
  readonly unreadable: number;
  readonly duplicates: number;
  readonly toPrint: number;
  readonly furtherSlips: number;
  readonly missingSinceLastMonth: number;
  readonly newSinceLastMonth: number;
}

export const hrBatches = {
  title: 'Envois',
  lead: (employer: string) =>
    `Tous les envois ${ofEmployer(employer)}, faits par une personne ou par le logiciel de paie.`,
  send: 'Envoyer des documents',
  caption: 'Envois, du plus récent au plus ancien',
  emptyTitle: 'Aucun envoi pour l’instant',
  emptyText:
    'Envoyez le fichier des bulletins du mois. Rien n’arrive aux agents avant que vous ayez relu et confirmé.',
  emptyTextReader: 'Les envois de vos collègues et de votre logiciel de paie apparaîtront ici.',
  columns: {
    sending: 'Envoi',
    state: 'État',
    received: 'Documents',
    deposited: 'Déposés',
    toCheck: 'À vérifier',
    rejected: 'Rejetés',
    date: 'Ouvert le',
  },
  sendingOf: (kind: string, month: string) => `${kind}, ${month}`,
  kinds: { payroll: 'Bulletins de paie', hr: 'Documents RH', backfill: 'Reprise' },
  states: {
    open: 'Fichier attendu',
    submitted: 'En attente',
    expanding: 'Ouverture du fichier',
    matching: 'Vérification en cours',
    proposed: 'À confirmer',
    depositing: 'Dépôt en cours',
    completed: 'Terminé',
    failed: 'Refusé',
    cancelled: 'Arrêté',
  },
  completedToCheck: 'Terminé, reste à vérifier',
  scheduled: (day: string, time: string) => `Visible le ${day} à ${time}`,
  backToList: 'Tous les envois',
  referenced: (reference: string) => `Référence : ${reference}`,
  openedAt: 'Ouvert le',
  submittedAt: 'Envoyé le',
  completedAt: 'Terminé le',
  source: 'Paie d’origine',
  size: 'Taille du fichier',
  fingerprint: 'Empreinte du fichier (SHA-256)',
  batchId: 'Identifiant',
  staleNews: 'Le service ne répond pas en ce moment. Ce que vous voyez est le dernier état connu.',

  running: {
    submitted: 'Le fichier est arrivé. Il attend son tour.',
    expanding: 'Le fichier est ouvert et son contenu relevé.',
    matching: 'Chaque page est lue et comparée à votre liste d’agents.',
    depositing: 'Les documents sont scellés, horodatés et déposés.',
  },
  progress: {
    checking: 'Travail en cours',
    depositing: 'Documents traités',
    outOf: (done: string, all: string) => `${done} sur ${all}`,
  },
  mayLeave: 'Vous pouvez quitter cette page : le travail continue.',
  checkingNothingSent: 'Rien n’est encore déposé : vous confirmerez après la vérification.',

  blocked: {
    title: 'En attente d’un service',
    tryAt: (sentence: string, time: string) => `${sentence} ; nouvelle tentative à ${time}.`,
    patience: 'Rien n’est perdu, et vous n’avez rien à faire : le travail reprend de lui-même.',
    codes: {
      'tsa-unavailable': 'Le service d’horodatage ne répond pas',
      'storage-unavailable': 'Le lieu de conservation ne répond pas',
      'seal-unavailable': 'Le cachet électronique n’est pas disponible',
      'key-unavailable': 'Les clés de chiffrement ne sont pas disponibles',
      'database-unavailable': 'La base de données ne répond pas',
      'page-reader-unavailable': 'La lecture des pages n’est pas disponible',
    } as Readonly<Record<string, string>>,
    other: 'Un service dont cet envoi a besoin ne répond pas',
  },

  furtherSlips: {
    state: 'À confirmer',
    title: 'Ce mois a-t-il déjà été envoyé ?',
    found: (further: number, received: number) =>
      `Cet envoi contient ${count(
        further,
        'bulletin de plus pour un agent qui en a déjà un pour le même mois',
        'bulletins de plus pour des agents qui en ont déjà un pour le même mois',
      )}, sur ${count(received, 'document reçu', 'documents reçus')}.`,
    earlier: (month: string) => `Déjà envoyé pour ${month} :`,
    sentOn: (time: string, deposited: number) =>
      `${count(deposited, 'document déposé', 'documents déposés')}, envoi du ${time}`,
    documents: (month: string) => `Voir les bulletins déjà déposés pour ${month}`,
    question:
      'Des rappels ou des bulletins complémentaires ? Déposez-les en plus. Le même mois envoyé deux fois par erreur ? Arrêtez cet envoi.',
    nothingYet: 'Rien n’est encore déposé : l’envoi attend une réponse, sans limite de temps.',
    confirm: 'Déposer ces bulletins en plus',
    readerText: 'Cet envoi attend la réponse d’un collègue qui peut envoyer.',
    confirmed: 'C’est confirmé : le dépôt commence.',
    waits: 'Cet envoi attend une confirmation',
  },

  failed: {
    title: 'Cet envoi a été refusé',
    nothing: 'Aucun document n’a été déposé.',
    codes: {
      'archive-unreadable':
        'Le fichier n’est pas un ZIP lisible, ou il est incomplet. Refaites le ZIP, ouvrez-le pour vérifier, puis envoyez-le de nouveau.',
      'archive-over-limit':
        'Le ZIP contient trop de fichiers, ou se déploie en trop de données. Répartissez les documents en plusieurs envois.',
      'archive-empty':
        'Le ZIP ne contient aucun fichier. Refaites le ZIP avec les documents en PDF, puis envoyez de nouveau.',
      'manifest-ambiguous':
        'Le ZIP contient plusieurs listes de documents (« manifest.csv », « manifest.json » ou « manifest.xml »). N’en gardez qu’une, refaites le ZIP et envoyez de nouveau.',
      'manifest-encoding':
        'La liste des documents (« manifest ») n’est pas enregistrée en UTF-8. Enregistrez-la en UTF-8 (dans un tableur : « CSV UTF-8 »), refaites le ZIP et envoyez de nouveau.',
      'manifest-columns':
        'Dans la liste des documents (« manifest »), une information nécessaire manque partout (fichier, matricule, type ou mois), ou figure deux fois. Corrigez-la, refaites le ZIP et envoyez de nouveau.',
      'manifest-unreadable':
        'La liste des documents (« manifest ») n’est pas lisible : il y manque par exemple un guillemet, un séparateur ou une balise. Corrigez-la, refaites le ZIP et envoyez de nouveau.',
      'manifest-over-limit':
        'La liste des documents (« manifest ») est trop longue. Répartissez les documents en plusieurs envois.',
      'not-a-pdf':
        'Ce fichier n’est pas un PDF. Choisissez celui que votre logiciel de paie a produit, puis envoyez-le.',
      'pdf-encrypted':
        'Ce PDF est protégé par un mot de passe. Produisez-le sans protection, puis envoyez-le de nouveau.',
      'pdf-damaged':
        'Ce PDF est abîmé ou incomplet. Produisez-le de nouveau, ouvrez-le pour vérifier, puis envoyez-le.',
      'pdf-empty': 'Ce PDF ne contient aucune page. Produisez-le de nouveau, puis envoyez-le.',
      'pdf-over-limit':
        'Ce PDF est trop lourd, ou compte trop de pages. Répartissez les bulletins en plusieurs envois.',
      'processing-crash':
        'Ce fichier n’a pas pu être ouvert, même après plusieurs essais. Refaites le ZIP ; si cela se répète, prévenez l’opérateur avec la référence de l’envoi.',
    } as Readonly<Record<string, string>>,
    other: 'Ce fichier n’a pas pu être traité. Prévenez l’opérateur avec la référence de l’envoi.',
    again: 'Envoyer un nouveau fichier',
    detail: 'Ce que le service a relevé',
  },

  cancelled: {
    title: 'Cet envoi a été arrêté',
    trial: 'Cet envoi n’avait pas été confirmé : rien n’a été déposé, et le fichier est effacé.',
    unread: 'L’envoi a été arrêté avant la lecture de son fichier : rien n’a été déposé.',
    stopped: 'Aucun document de cet envoi n’est arrivé aux agents.',
    withdrawn:
      'Aucun document de cet envoi n’est arrivé aux agents. Les exemplaires déjà déposés dans le coffre-fort de l’employeur y restent, marqués « retirés ».',
    kept: (deposited: number) =>
      `${count(deposited, 'document était déjà visible par son agent et le reste', 'documents étaient déjà visibles par leurs agents et le restent')}. Les autres n’ont pas été déposés.`,
    again: 'Pour envoyer ces documents, commencez un nouvel envoi.',
  },

  confirm: {
    title: 'À relire avant l’envoi',
    /** Follows the employer's name: ", octobre 2026 : 212 documents prêts, 3 à vérifier…" */
    findings: (month: string, found: Findings, countsPeople: boolean) => {
      const documents = [
        count(found.ready, 'document prêt', 'documents prêts'),
        ...(found.toCheck > 0 ? [count(found.toCheck, 'à vérifier', 'à vérifier')] : []),
        ...(found.unreadable > 0 ? [count(found.unreadable, 'illisible', 'illisibles')] : []),
        ...(found.toPrint > 0
          ? [count(found.toPrint, 'à remettre sur papier', 'à remettre sur papier')]
          : []),
        ...(found.duplicates > 0 ? [count(found.duplicates, 'déjà déposé', 'déjà déposés')] : []),
      ].join(', ');
      const further =
        found.furtherSlips > 0
          ? [
              count(
                found.furtherSlips,
                'bulletin s’ajoute à un autre du même agent et du même mois',
                'bulletins s’ajoutent à d’autres des mêmes agents et du même mois',
              ),
            ]
          : [];
      const people = !countsPeople
        ? []
        : [
            ...(found.missingSinceLastMonth > 0
              ? [
                  count(
                    found.missingSinceLastMonth,
                    'agent payé le mois dernier n’a pas de bulletin',
                    'agents payés le mois dernier n’ont pas de bulletin',
                  ),
                ]
              : []),
            ...(found.newSinceLastMonth > 0
              ? [count(found.newSinceLastMonth, 'agent est nouveau', 'agents sont nouveaux')]
              : []),
          ];
      const findings = [documents, ...further, ...people].join(' ; ');
      // No number at the end of a line, its noun on the next.
      return `, ${month} : ${findings.replaceAll(/(?<=\d) (?=\p{L})/gu, '\u00a0')}.`;
    },
    nothingReady: 'Aucun document n’est prêt à être déposé.',
    leaveOpen: 'Les documents à vérifier vous attendront après l’envoi ; les autres partent sans eux.',
    otherSirets: (sirets: string, several: boolean) =>
      `Des fichiers portent ${several ? 'les SIRET' : 'le SIRET'} ${sirets}, d’un autre employeur. Vérifiez que c’est le bon fichier. Ces documents ne seront déposés pour personne sans votre décision.`,
    otherSiretsTitle: 'Un autre employeur dans ce fichier',
    period: (month: string, current: string) =>
      `Cet envoi est pour ${month}, et nous sommes en ${current}. Vérifiez le mois avant de confirmer.`,
    periodTitle: 'Ce n’est pas le mois en cours',
    reread: (employer: string) => `J’ai relu le nom : cet envoi est pour ${withArticle(employer)}.`,
    rereadMissing: 'Relisez le nom de l’employeur, puis cochez la case.',
    submit: 'Confirmer l’envoi',
    refuse: 'Ne rien envoyer',
    expires: (time: string) =>
      `Confirmez avant le ${time} : après, le fichier est effacé et rien n’est déposé.`,
    readerText: 'Cet envoi attend la confirmation d’un collègue qui peut envoyer.',
    confirmed: 'C’est confirmé : le dépôt commence.',
  },

  changes: {
    missing: {
      show: (agents: number) => (agents < 2 ? 'Voir l’agent sans bulletin' : 'Voir les agents sans bulletin'),
      title: 'Sans bulletin dans cet envoi',
      meaning: (month: string, before: string) =>
        `Toujours en poste, avec un bulletin pour ${before} et aucun pour ${month}.`,
    },
    new: {
      show: (agents: number) => (agents < 2 ? 'Voir le nouvel agent' : 'Voir les nouveaux agents'),
      title: 'Nouveaux dans cet envoi',
      meaning: (month: string, before: string) => `Avec un bulletin pour ${month} et aucun pour ${before}.`,
    },
  },

  visibility: {
    label: 'Quand les agents verront leurs documents',
    standard: (time: string) => `Dans deux heures, à ${time}`,
    standardHint: 'Le temps de vous apercevoir d’une erreur.',
    chosen: 'À un autre moment',
    day: 'Jour',
    dayHint: 'Jour, mois, année. Exemple : 05/12/2026',
    time: 'Heure de Paris',
    timeHint: 'De 0 h à 23 h 59. Exemple : 14 h 30',
    chosenMoment: (time: string) => `Visible le ${time}.`,
    untilThen: 'D’ici là, vous pouvez arrêter cet envoi : les agents n’en verront rien.',
    missing: 'Indiquez un jour et une heure, par exemple 05/12/2026 et 14 h 30.',
    past: 'Ce moment est passé. Choisissez-en un à venir.',
    tooFar: 'Choisissez un moment dans les douze mois.',
  },

  publication: {
    title: 'Visibilité',
    from: (time: string) => `Les agents verront leurs documents le ${time}.`,
    untilThen: 'D’ici là, ils ne voient rien et ne reçoivent aucun message.',
    published: 'Les agents voient les documents déposés.',
    becoming: 'Les documents deviennent visibles pour les agents.',
    atOnce: 'Les agents voient chaque document dès qu’il est déposé.',
    publishedSince: (time: string) => `Les agents voient les documents déposés depuis le ${time}.`,
    change: 'Modifier la date de visibilité',
    now: 'Rendre visible maintenant',
    nowQuestion: 'Rendre visible maintenant ?',
    nowText: 'Les agents voient leurs documents dans la minute. L’envoi ne pourra plus être arrêté.',
    stop: 'Arrêter cet envoi',
    save: 'Enregistrer',
    changed: (time: string) => `C’est noté : visible le ${time}.`,
    madeVisible: 'C’est fait : les documents deviennent visibles.',
  },

  stop: {
    question: 'Arrêter cet envoi ?',
    keep: 'Ne pas arrêter',
    confirm: 'Arrêter l’envoi',
    early:
      'Rien n’est déposé, et ce qui a été reçu est effacé. Pour envoyer de nouveau, commencez un nouvel envoi.',
    hidden:
      'Les agents ne verront aucun de ces documents : leurs exemplaires sont détruits. Ceux de l’employeur restent, marqués « retirés ». Un arrêt ne s’annule pas : pour envoyer de nouveau, commencez un nouvel envoi.',
    partly:
      'Ce qui est déjà déposé reste visible par les agents. Le reste n’est pas déposé. Pour le renvoyer, commencez un nouvel envoi.',
    done: 'L’envoi est arrêté.',
  },

  outcome: {
    title: 'Ce que sont devenus les documents',
    checkedTitle: 'Résultat de la vérification',
    sum: (received: number) => count(received, 'document reçu', 'documents reçus'),
    states: {
      pending: 'En cours',
      deposited: 'Déposés',
      duplicate: 'Déjà déposés',
      quarantined: 'À vérifier',
      rejected: 'Rejetés',
      'to-print': 'À remettre sur papier',
      cancelled: 'Arrêtés',
    },
    one: {
      pending: 'En cours',
      deposited: 'Déposé',
      duplicate: 'Déjà déposé',
      quarantined: 'À vérifier',
      rejected: 'Rejeté',
      'to-print': 'À remettre sur papier',
      cancelled: 'Arrêté',
    },
    /** While a batch waits with further slips. */
    toConfirm: 'À confirmer',
    proposedStates: {
      deposited: 'Prêts',
      duplicate: 'Déjà déposés',
      quarantined: 'À vérifier',
      rejected: 'Illisibles',
      'to-print': 'À remettre sur papier',
    },
    proposedOne: {
      deposited: 'Prêt',
      duplicate: 'Déjà déposé',
      quarantined: 'À vérifier',
      rejected: 'Illisible',
      'to-print': 'À remettre sur papier',
    },
    settle: 'Vérifier ces documents',
    look: 'Voir ces documents',
    settleCount: (open: number) =>
      count(open, 'document attend votre décision', 'documents attendent votre décision'),
    settleCountReader: (open: number) =>
      count(
        open,
        'document attend la décision d’un collègue',
        'documents attendent la décision d’un collègue',
      ),
    rejectedCount: (rejected: number) =>
      count(
        rejected,
        'document a été rejeté : le motif indique comment le renvoyer',
        'documents ont été rejetés : les motifs indiquent comment les renvoyer',
      ),
    rejectedCountReader: (rejected: number) =>
      count(rejected, 'document a été rejeté', 'documents ont été rejetés'),
    showRejected: (rejected: number) =>
      rejected < 2 ? 'Voir le document rejeté' : 'Voir les documents rejetés',
  },

  ignored: {
    title: (pages: number) =>
      count(pages, 'page du fichier laissée de côté', 'pages du fichier laissées de côté'),
    cover: (pages: number, numbers: string) =>
      pages < 2 ? `Page de garde : ${numbers}.` : `Pages de garde : ${numbers}.`,
    blank: (pages: number, numbers: string) =>
      pages < 2 ? `Page blanche : ${numbers}.` : `Pages blanches : ${numbers}.`,
    further: (pages: number) => `Et ${count(pages, 'autre', 'autres')}.`,
  },

  items: {
    title: 'Documents',
    order: 'Dans l’ordre du fichier envoyé.',
    caption: 'Documents de cet envoi',
    filter: 'Afficher',
    all: 'Tous',
    withCount: (state: string, number: string) => `${state} (${number})`,
    file: 'Fichier',
    agent: 'Agent',
    number: (number: string) => `Matricule ${number}`,
    state: 'État',
    reason: 'Motif',
    pages: (pages: string) => (/^\d+$/.test(pages) ? `Page ${pages}` : `Pages ${pages}`),
    noName: 'Sans nom de fichier',
    agentToCheck: 'Agent à vérifier',
    claimed: (number: string) => `Matricule annoncé : ${number}`,
    settle: 'Décider',
    otherReason: 'Motif que cette page ne connaît pas encore.',
    none: 'Aucun document dans cet état.',
    shown: (shown: number) => count(shown, 'document affiché', 'documents affichés'),
    reportCsv: 'Télécharger le rapport (CSV)',
  },
};
