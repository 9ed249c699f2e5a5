import type { Messages } from './messages';

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

export const fr: Messages = {
  hashing: 'Calcul de l’empreinte SHA-256 du fichier…',
  sending: 'Envoi',
  sent: 'Fichier reçu par le serveur, empreinte vérifiée.',
  bytes: (count) => (count < 1e6 ? `${number.format(count / 1e3)} ko` : `${number.format(count / 1e6)} Mo`),
  rate: (size) => `${size}/s`,
  left: (seconds) => `reste ${seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}`,
  retry: (what, seconds) => `Coupure ou surcharge (${what}) : nouvel essai dans ${number.format(seconds)} s.`,
  keyOfFirstUse: (origin) =>
    `Première utilisation : la clé du journal ${origin} est retenue telle que le service la donne. ` +
    'Elle n’a été comparée à rien : demandez-la à l’opérateur et passez son dossier par --trust.',
  publishAtKept: (at) =>
    `Ce lot existait déjà : sa date de publication reste ${at ?? 'immédiate'}. Changez-la dans le portail.`,
  opened: (reference) => `Lot « ${reference} » ouvert.`,
  resumed: (reference, state) => `Lot « ${reference} » déjà connu (${state}) : on reprend.`,
  batchStates: {
    open: 'ouvert',
    submitted: 'soumis',
    expanding: 'lecture de l’archive',
    matching: 'rapprochement avec les agents',
    proposed: 'essai terminé',
    depositing: 'scellement et dépôt',
    completed: 'terminé',
    failed: 'en échec',
    cancelled: 'annulé',
  },
  itemStates: {
    pending: ['en cours', 'en cours'],
    deposited: ['déposé', 'déposés'],
    duplicate: ['doublon', 'doublons'],
    quarantined: ['en quarantaine', 'en quarantaine'],
    rejected: ['rejeté', 'rejetés'],
    'to-print': ['à imprimer', 'à imprimer'],
    cancelled: ['annulé', 'annulés'],
  },
  received: (count) => `${number.format(count)} ${count === 1 ? 'reçu' : 'reçus'}`,
  waitsFor: (code, nextTryAt) => `En attente (${code}), nouvel essai à ${nextTryAt}.`,
  allDone: 'Tout est à sa place.',
  proposed: 'Essai : rien n’a été déposé. Relancez la même commande sans --dry-run pour déposer.',
  forAPerson: 'Le lot attend une confirmation des RH dans le portail, puis il continue seul.',
  attention: (count) =>
    count === 1
      ? '1 élément demande une intervention :'
      : `${number.format(count)} éléments demandent une intervention :`,
  more: (count, report) =>
    `… et ${number.format(count)} de plus : voir ${report ?? 'le rapport (--report FICHIER.csv)'}.`,
  statesMean: {
    quarantined: 'À traiter par les RH dans le portail.',
    rejected: 'À corriger et à renvoyer dans un nouveau lot.',
    cancelled: 'Annulé : à renvoyer dans un nouveau lot si besoin.',
  },
  reportWritten: (file) => `Rapport : ${file}`,
  failed: (code, detail) => `ÉCHEC (${code})${detail === null ? '' : ` : ${detail}`}`,
  resume: 'Interrompu. Rien n’est perdu : relancez la même commande, elle reprend où elle en était.',
  logAlarm:
    'ALERTE : le journal de preuve n’est plus celui que nous avons vu. N’envoyez plus rien, gardez le dossier ' +
    'd’état de coffre, et prévenez l’opérateur et la collectivité par un autre canal.',
  errors: {
    'file-unreadable': 'Le fichier ne peut pas être lu.',
    'file-empty': 'Le fichier est vide.',
    'content-differs':
      'Le fichier a changé pendant l’envoi, ou n’est pas arrivé intact. Relancez la commande.',
    'secret-unreadable':
      'Le secret ne peut pas être lu, ou d’autres que son propriétaire peuvent le lire (chmod 600).',
    'employer-differs': 'Ces identifiants ne sont pas ceux de la collectivité de ce SIRET.',
    'server-unreachable':
      'Le service ne répond pas depuis trop longtemps. Relancez la même commande : elle reprendra où elle en était.',
    'answer-unreadable': 'Le service répond autrement que prévu : vérifiez l’adresse (COFFRE_URL).',
    'dry-run-too-late':
      'Ce lot a déjà été ouvert pour de bon : il ne peut plus être essayé. Donnez une autre --reference.',
    'batch-failed':
      'Le lot n’a pas pu être lu, rien n’est déposé. Corrigez-le et donnez une autre --reference.',
    'batch-cancelled':
      'Le lot a été annulé, rien n’est déposé. Pour le renvoyer, donnez une autre --reference.',
    'not-finished': 'Le lot continue sur le serveur. Relancez la même commande plus tard pour le rapport.',
    'report-unwritable': 'Le rapport ne peut pas être écrit. Le lot, lui, est traité.',
    'state-unreadable': 'L’état gardé ne peut pas être lu. Ne l’effacez pas sans savoir pourquoi.',
    'state-unwritable': 'L’état ne peut pas être écrit (--state DOSSIER).',
    'trust-unreadable': 'Le dossier de --trust ne contient pas de journal.vkey lisible.',
    'log-key-changed': 'La clé du journal n’est plus la même.',
    'log-signature-invalid': 'L’état du journal n’est pas signé par sa clé.',
    'log-shrunk': 'Le journal contient moins d’inscriptions qu’avant.',
    'log-forked': 'Le journal a été réécrit : il ne prolonge pas celui que nous avons vu.',
    'invalid-client': 'L’identifiant est inconnu ou son secret est faux.',
    'not-authenticated': 'L’accès a été retiré.',
    'role-insufficient': 'Ces identifiants n’ont pas le droit de déposer.',
    'batch-reference-conflict':
      'Cette référence est déjà celle d’un lot d’un autre type, mois, format ou source de paie. Donnez une autre --reference.',
    'batch-already-submitted':
      'Cette référence est déjà celle d’un lot au contenu différent. Donnez une autre --reference.',
    'upload-overtaken': 'Un autre envoi, au contenu différent, a pris la place de celui-ci.',
    'upload-too-large': 'Le fichier est plus gros que le service ne l’accepte.',
    'period-invalid': 'Ce mois n’existe pas ou n’a pas encore commencé.',
    'invalid-request': 'Le service refuse une des valeurs données (format, source, référence ou date).',
  },
};
