/** octobre 2026 → d’octobre 2026 */
function of(month: string): string {
  return /^[aeiouy]/i.test(month) ? `d’${month}` : `de ${month}`;
}

const these = {
  payslip: 'ce bulletin de paie',
  certificate: 'cette attestation',
  decision: 'cette décision',
  other: 'ce document',
};

export const hrDeposit = {
  title: 'Déposer un document',
  lead: 'Un seul document, pour un seul agent. Pour plusieurs, envoyez un fichier ZIP.',
  toSend: 'Envoyer un fichier ZIP',
  readOnlyTitle: 'Votre compte permet de consulter, pas de déposer',
  readOnly: 'Demandez à un collègue habilité de déposer le document, ou à l’opérateur de changer votre rôle.',
  toDocuments: 'Voir les documents',

  agentMissing: 'Cherchez l’agent, puis choisissez-le dans la liste.',
  type: 'Nature du document',
  types: {
    payslip: { label: 'Bulletin de paie', hint: 'Un bulletin oublié ou complémentaire.' },
    certificate: { label: 'Attestation', hint: 'Ou certificat : de travail, de salaire, de présence.' },
    decision: { label: 'Décision', hint: 'Individuelle : arrêté, avancement, congé.' },
    other: { label: 'Autre document' },
  },
  typeMissing: 'Choisissez la nature du document.',
  period: 'Mois du document',
  month: 'Mois',
  year: 'Année',
  periodFuture: 'Ce mois n’a pas encore commencé. Choisissez ce mois-ci ou un mois passé.',
  documentTitle: 'Intitulé',
  titleHint: 'Ce que l’agent lira dans sa liste. Sans intitulé, il lira la nature et le mois.',
  titleUnseen: 'L’intitulé contient un caractère invisible. Effacez-le et retapez-le au clavier.',
  file: 'Le PDF du document',
  fileHint: 'Un PDF sans mot de passe.',
  fileMissing: 'Choisissez le PDF à déposer.',
  notPdf: 'Ce fichier n’est pas un PDF. Enregistrez le document en PDF, puis choisissez-le.',
  zipNotPdf: 'Ce fichier est un ZIP. Pour plusieurs documents, utilisez « Envoyer un fichier ZIP ».',
  empty: 'Ce fichier est vide. Choisissez-en un autre.',
  encrypted: 'Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection, puis choisissez-le.',
  unreadableFile:
    'Ce fichier n’a pas pu être lu. Vérifiez qu’il existe toujours et qu’aucun programme ne le retient.',
  tooLarge: 'Ce PDF est trop lourd. Enregistrez-le en plus léger, par exemple en noir et blanc.',
  check: 'Relire avant de déposer',

  confirm: {
    title: 'Déposer ce document ?',
    /** Followed by the agent's name. */
    sentence: (type: keyof typeof these, month: string) =>
      `Déposer ${these[type]} ${of(month)} dans le coffre-fort de l’agent :`,
    titled: 'Intitulé :',
    file: 'Fichier :',
    text: 'Votre choix est comparé à la page : si le document semble être celui d’un autre agent, il n’est pas déposé et vous est présenté à vérifier.',
    submit: 'Déposer',
    back: 'Corriger',
    sending: 'Envoi du document',
    sendingHint: 'Laissez cet onglet ouvert jusqu’à la fin de l’envoi.',
    again: 'Si le document était déjà arrivé, le nouvel envoi sera reconnu : rien n’est déposé deux fois.',
  },
  problems: {
    'self-deposit': 'Vous ne pouvez pas déposer un document pour vous-même : demandez à un collègue.',
    'employment-not-found': 'Cet agent n’est plus dans votre liste. Cherchez-le de nouveau.',
  },

  outcome: {
    title: 'Résultat du dépôt',
    back: 'Déposer un autre document',
    running: {
      open: 'Le document arrive.',
      submitted: 'Le document est arrivé. Il attend son tour.',
      expanding: 'Le document est ouvert.',
      matching: 'La page est lue et comparée à l’agent choisi.',
      depositing: 'Le document est scellé, horodaté et déposé.',
    },
    progress: 'Dépôt en cours',
    mayLeave: 'Vous pouvez quitter cette page : le travail continue.',
    deposited: 'C’est déposé',
    depositedWhere: 'Le document est dans le coffre-fort de l’agent et dans celui de l’employeur.',
    'to-print': 'À remettre sur papier',
    duplicate: 'Déjà dans le coffre-fort',
    quarantined: 'À vérifier : rien n’est déposé',
    settle: 'Regarder et décider',
    rejected: 'Refusé : rien n’est déposé',
    cancelled: 'Arrêté : rien n’est déposé',
    cancelledText: 'Le dépôt n’est pas allé à son terme.',
    /** Said only to who may act. */
    cancelledAct: 'Déposez le document de nouveau.',
    pending: 'En cours',
    sent: {
      title: 'Le document',
      type: 'Nature',
      month: 'Mois',
      named: 'Intitulé',
      agent: 'Agent',
      chosenAgent: 'Agent choisi',
      number: (payrollNumber: string) => `matricule ${payrollNumber}`,
      file: 'Fichier',
    },
    failed: 'Ce document n’a pas pu être traité',
    failedText: 'Rien n’est déposé.',
    failedAct: 'Déposez-le de nouveau ; si cela se répète, prévenez l’opérateur.',
    seeDocuments: 'Voir les documents',
    stale: 'Le service ne répond pas en ce moment. Ce que vous voyez est le dernier état connu.',
  },
};
