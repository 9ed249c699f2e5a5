import { count } from './count';

export const hrQuarantine = {
  list: {
    title: 'À vérifier',
    lead: 'Ces documents attendent votre décision. Tant que vous n’avez pas tranché, ils ne vont à personne.',
    leadReader: 'Ces documents attendent la décision d’un collègue. D’ici là, ils ne vont à personne.',
    caption: 'Documents à vérifier, du plus ancien au plus récent',
    begin: 'Commencer par le plus ancien',
    shown: (shown: number) => count(shown, 'document affiché', 'documents affichés'),
    emptyTitle: 'Rien à vérifier',
    empty:
      'Un document arrive ici quand on ne sait pas avec certitude à qui il est : un matricule inconnu, un nom qui ne concorde pas, une page illisible.',
    toBatches: 'Voir les envois',
    columns: { document: 'Document', reason: 'Motif', received: 'Reçu le', action: 'Action' },
    decide: 'Décider',
    look: 'Voir',
  },
  unnamed: 'Document déposé seul',
  of: (type: string, month: string) => `${type}, ${month}`,
  claimed: (number: string) => `Matricule annoncé : ${number}`,
  pages: (pages: string) => (/^\d+$/.test(pages) ? `Page ${pages}` : `Pages ${pages}`),

  desk: {
    title: 'Document à vérifier',
    back: 'Tous les documents à vérifier',
    received: (day: string) => `Reçu le ${day}`,
    left: (waiting: string) => `${waiting} en attente`,
    leftCount: (waiting: number) => count(waiting, 'document', 'documents'),
    leftMore: (waiting: number) => `Plus de ${count(waiting, 'document', 'documents')}`,
    batch: 'Voir l’envoi',
    later: 'Passer au suivant sans décider',
    next: 'Document suivant',
    toDecision: 'Aller à la décision',
    reasonTitle: 'Pourquoi ce document attend',
    saysOther: {
      claim: (number: string) =>
        `Le matricule ${number} désigne un agent de votre liste, mais l’envoi ne concorde pas avec cet agent.`,
      page: (number: string) =>
        `Le matricule ${number} désigne un agent de votre liste, mais la page ne concorde pas avec cet agent.`,
      both: (number: string) =>
        `Le matricule ${number} désigne un agent de votre liste, mais l’envoi et la page ne concordent pas avec cet agent.`,
    },
    otherMonth: 'Ce n’est pas le mois attendu.',
    lookAtPage: 'Regardez la page, puis dites à qui est ce document.',
  },

  page: {
    title: 'Le document',
    region: 'Pages du document, à faire défiler',
    of: (number: number, total: number) =>
      total > 1
        ? `Page ${number} sur ${total}, telle qu’elle a été envoyée`
        : 'La page, telle qu’elle a été envoyée',
    number: (number: number, total: number) => `Page ${number} sur ${total}`,
    larger: 'Agrandir la page',
    smaller: 'Réduire',
    zoom: (percent: string) => `Taille : ${percent}`,
    scroll: (pages: number) => `${pages} pages, à faire défiler`,
    more: (pages: number) => `Afficher ${count(pages, 'page de plus', 'pages de plus')}`,
    failedTitle: 'Cette page n’est pas affichée',
    expiredTitle: 'L’image n’est plus affichée',
    expired: 'Pour protéger l’agent, l’image d’une page ne reste que quelques minutes à l’écran.',
    again: 'Afficher de nouveau',
    goneTitle: 'Le fichier n’est plus conservé',
    gone: 'Le fichier envoyé a été effacé à la fin de son délai. Ce document peut seulement être écarté.',
    sendAgain: 'Pour le déposer, envoyez-le de nouveau.',
    notKept: 'Chaque affichage est inscrit au journal. Rien n’est gardé sur cet appareil.',
  },

  compare: {
    title: 'L’envoi, la page et l’agent',
    caption: 'Ce que disent l’envoi et la page, comparé à ce que vous savez de l’agent',
    what: 'Donnée',
    claim: 'L’envoi',
    page: 'La page',
    chosen: 'L’agent choisi',
    named: 'L’agent du matricule',
    rows: {
      payrollNumber: 'Matricule',
      name: 'Nom et prénom',
      birthDate: 'Naissance',
      period: 'Mois',
      type: 'Nature',
      title: 'Intitulé',
      siret: 'SIRET',
    },
    nothing: 'Rien',
    nothingSure: 'Rien de certain',
    notCompared: 'Non comparé',
    differs: 'différent',
    otherMonth: 'pas le mois de l’envoi',
    otherAgent: 'nom d’un autre agent',
    otherSiret: 'pas le vôtre',
  },

  signals: {
    agrees: 'Concorde :',
    disagrees: 'Ne concorde pas :',
    nothing: 'Rien ne permet de comparer avec cet agent.',
    names: {
      payrollNumber: 'matricule',
      familyName: 'nom de famille',
      givenName: 'prénom',
      birthDate: 'date de naissance',
      period: 'mois',
      'another-agent': 'nom d’un autre agent',
    },
    onClaim: (signal: string) => `${signal} (envoi)`,
    onPage: (signal: string) => `${signal} (page)`,
    onBoth: (signal: string) => `${signal} (envoi\u00a0et\u00a0page)`,
  },

  person: {
    running: 'En poste ce mois-là',
    notRunning: 'Pas en poste ce mois-là',
    self: 'Cet agent, c’est vous ou la personne qui a fait l’envoi : un collègue doit s’en occuper.',
  },

  choice: {
    title: 'À qui est ce document ?',
    answer: 'Votre réponse',
    titleReader: 'Agents possibles',
    none: 'Aucun agent de votre liste ne ressemble à ce qui est annoncé ou écrit.',
    other: 'À un autre agent',
    otherHint: 'Cherchez-le dans votre liste.',
    nobody: 'À personne : l’écarter',
    nobodyHint: 'Il ne sera déposé nulle part.',
    reason: 'Pourquoi l’écarter ?',
    reasons: {
      'not-ours': 'Il ne concerne aucun de vos agents',
      unreadable: 'Il est illisible',
      'sent-by-mistake': 'Il a été envoyé par erreur',
      other: 'Autre raison',
    },
    submit: 'Valider',
    keyboard: 'Au clavier',
    keys: {
      begin: 'depuis le haut de la page, aller à la décision',
      choose: 'choisir une réponse',
      submit: 'valider, d’où que vous soyez dans la page',
      after: 'Après chaque décision, le document suivant s’affiche.',
    },
    keyNames: { tab: 'Tab', enter: 'Entrée', arrows: '↑ ↓', submit: 'Ctrl + Entrée' },
    missing: 'Choisissez à qui est ce document, ou écartez-le.',
    agentMissing: 'Cherchez l’agent, puis choisissez-le dans la liste.',
    reasonMissing: 'Dites pourquoi vous l’écartez.',
    readOnlyTitle: 'Votre compte permet de consulter, pas de décider',
    readOnly: 'Un collègue habilité à envoyer des documents décidera.',
    selfTitle: 'Ce document semble être le vôtre, ou celui de la personne qui l’a envoyé',
    self: 'Nul ne décide pour soi-même : un collègue, qui n’a pas fait cet envoi, doit s’en occuper.',
    selfNext: 'Vous pouvez passer au suivant.',
    onlyRejectTitle: 'Ce document peut seulement être écarté',
    onlyReject:
      'La page porte le SIRET d’un autre employeur : ce document ne peut aller à aucun de vos agents.',
  },

  confirm: {
    depositTitle: 'Déposer ce document ?',
    rejectTitle: 'Écarter ce document ?',
    goesTo: 'Il ira dans le coffre-fort de l’agent :',
    visible: 'L’agent y aura accès. Relisez son nom avant de déposer.',
    rejectText: 'Il ne sera déposé nulle part, et ne pourra plus l’être sans un nouvel envoi.',
    deposit: 'Déposer',
    reject: 'Écarter',
    back: 'Revenir au document',
    disagreesTitle: 'Tout ne concorde pas avec cet agent',
    elsewhere:
      'Le même document est déjà chez un autre agent, ou le bulletin qu’il doit remplacer n’est pas celui de cet agent.',
    disagreesFound:
      'Ce qui est annoncé ou écrit sur la page contredit ce choix, ou le même document est déjà chez un autre agent.',
    acknowledge: 'J’ai regardé la page : ce document est bien celui de cet agent.',
    acknowledgeFirst: 'Pour déposer, cochez d’abord la case.',
    acknowledgeMissing: 'Regardez la page, puis cochez la case.',
    notSure:
      'On ne sait pas si votre décision est arrivée. Réessayez : si elle l’était déjà, rien ne se fera deux fois.',
  },

  done: {
    deposited: (left: string) => `C’est décidé : le dépôt est en cours. ${left}`,
    rejected: (left: string) => `Document écarté. ${left}`,
    left: (waiting: number) => count(waiting, 'document attend encore.', 'documents attendent encore.'),
    leftNone: 'Plus aucun document n’attend.',
  },

  settled: {
    title: 'Ce document n’attend plus de décision',
    settling: 'Un agent a été choisi : le dépôt est en cours.',
    meanwhile: 'Une autre personne l’a traité entre-temps. Votre choix n’a pas été pris en compte.',
    states: {
      pending: 'Il est en cours de traitement.',
      deposited: 'Il a été déposé.',
      duplicate: 'Il était déjà dans le coffre-fort de l’agent.',
      quarantined: 'Il attend de nouveau.',
      rejected: 'Il a été écarté.',
      'to-print': 'Il est à remettre sur papier.',
      cancelled: 'Son envoi a été arrêté.',
    },
    next: 'Document suivant',
    list: 'Voir ce qui attend encore',
  },
};
