import { ofEmployer } from './employer-name';

interface Parts {
  /** "Vous avez", "Le service paie du CCAS de X a" */
  readonly has: string;
  readonly you: boolean;
  /** "votre bulletin de paie d’octobre 2026"; for others than the agent, their own copy of it */
  readonly document: string;
}

interface Sentence {
  /** When it was done. */
  readonly done: (parts: Parts) => string;
  /** What was tried and did not come about, after "a tenté". */
  readonly tried: (parts: Parts) => string;
}

function sentence(done: (parts: Parts) => string, tried: (parts: Parts) => string): Sentence {
  return { done, tried };
}

/** One sentence for each action that the journal knows: those on this vault, and those that may come to stand there. */
const actions = {
  deposit: sentence(
    ({ has, document }) => `${has} déposé ${document}.`,
    ({ document }) => `de déposer ${document}`,
  ),
  read: sentence(
    ({ has, document }) => `${has} ouvert ${document}.`,
    ({ document }) => `d’ouvrir ${document}`,
  ),
  destroy: sentence(
    ({ has, document }) => `${has} détruit ${document}.`,
    ({ document }) => `de détruire ${document}`,
  ),
  'read-metadata': sentence(
    ({ has, document }) => `${has} consulté la fiche de ${document}.`,
    ({ document }) => `de consulter la fiche de ${document}`,
  ),
  control: sentence(
    ({ has, document }) => `${has} contrôlé l’intégrité de ${document}.`,
    ({ document }) => `de contrôler l’intégrité de ${document}`,
  ),
  'read-journal': sentence(
    ({ has, you }) =>
      you ? `${has} consulté cet historique.` : `${has} consulté l’historique de votre coffre-fort.`,
    () => 'de consulter l’historique de votre coffre-fort',
  ),
  list: sentence(
    ({ has }) => `${has} consulté la liste de vos documents.`,
    () => 'de consulter la liste de vos documents',
  ),
  count: sentence(
    ({ has }) => `${has} consulté le nombre de vos documents.`,
    () => 'de consulter le nombre de vos documents',
  ),
  prove: sentence(
    ({ has, document }) => `${has} demandé la preuve du dépôt de ${document}.`,
    ({ document }) => `de demander la preuve du dépôt de ${document}`,
  ),
  activate: sentence(
    ({ has }) => `${has} activé votre coffre-fort.`,
    () => 'd’activer votre coffre-fort',
  ),
  'activation-failed': sentence(
    ({ has }) => `${has} tenté d’activer votre coffre-fort.`,
    () => 'd’activer votre coffre-fort',
  ),
  'sign-in': sentence(
    ({ has, you }) => (you ? `${has} ouvert une session.` : `${has} ouvert une session sur votre compte.`),
    () => 'de se connecter à votre compte',
  ),
  'sign-in-failed': sentence(
    ({ has }) => `${has} tenté de se connecter à votre compte.`,
    () => 'de se connecter à votre compte',
  ),
  'sign-out': sentence(
    ({ has, you }) => (you ? `${has} fermé votre session.` : `${has} fermé une session de votre compte.`),
    () => 'de fermer une session de votre compte',
  ),
  'token-issued': sentence(
    ({ has }) => `${has} obtenu un accès automatique au service.`,
    () => 'd’obtenir un accès automatique au service',
  ),
  'token-refused': sentence(
    ({ has }) => `${has} demandé un accès automatique au service.`,
    () => 'd’obtenir un accès automatique au service',
  ),
  'access-refused': sentence(
    ({ has, document }) => `${has} demandé l’accès à ${document}.`,
    ({ document }) => `d’accéder à ${document}`,
  ),
  'create-employer': sentence(
    ({ has }) => `${has} inscrit un employeur au service.`,
    () => 'd’inscrire un employeur au service',
  ),
  'create-user': sentence(
    ({ has }) => `${has} donné à une personne l’accès des ressources humaines.`,
    () => 'de donner à une personne l’accès des ressources humaines',
  ),
  'create-client': sentence(
    ({ has }) => `${has} donné à un logiciel de paie l’accès au service.`,
    () => 'de donner à un logiciel de paie l’accès au service',
  ),
  'create-code': sentence(
    ({ has }) => `${has} préparé un code d’activation pour votre coffre-fort.`,
    () => 'de préparer un code d’activation pour votre coffre-fort',
  ),
  'import-agents': sentence(
    ({ has }) => `${has} mis à jour la liste de ses agents.`,
    () => 'de mettre à jour la liste de ses agents',
  ),
  'set-layouts': sentence(
    ({ has }) => `${has} dit comment sont nommés les fichiers de son logiciel de paie.`,
    () => 'de dire comment sont nommés les fichiers de son logiciel de paie',
  ),
  objection: sentence(
    ({ has }) => `${has} enregistré votre refus du bulletin électronique.`,
    () => 'd’enregistrer votre refus du bulletin électronique',
  ),
  'lift-objection': sentence(
    ({ has }) => `${has} enregistré votre retour au bulletin électronique.`,
    () => 'd’enregistrer votre retour au bulletin électronique',
  ),
  'batch-opened': sentence(
    ({ has }) => `${has} préparé un envoi de documents.`,
    () => 'de préparer un envoi de documents',
  ),
  'batch-submitted': sentence(
    ({ has }) => `${has} transmis un envoi de documents.`,
    () => 'de transmettre un envoi de documents',
  ),
  'batch-proposed': sentence(
    ({ has }) => `${has} examiné un envoi de documents, sans rien déposer.`,
    () => 'd’examiner un envoi de documents',
  ),
  'batch-confirmed': sentence(
    ({ has }) => `${has} confirmé un envoi de documents.`,
    () => 'de confirmer un envoi de documents',
  ),
  'batch-held': sentence(
    ({ has }) => `${has} mis en attente un envoi de documents.`,
    () => 'de mettre en attente un envoi de documents',
  ),
  'batch-expired': sentence(
    ({ has }) => `${has} supprimé un envoi qui n’avait pas été confirmé.`,
    () => 'de supprimer un envoi qui n’avait pas été confirmé',
  ),
  'batch-scheduled': sentence(
    ({ has }) => `${has} fixé l’heure à laquelle un envoi devient visible.`,
    () => 'de fixer l’heure à laquelle un envoi devient visible',
  ),
  'batch-published': sentence(
    ({ has }) => `${has} rendu visible un envoi de documents.`,
    () => 'de rendre visible un envoi de documents',
  ),
  'batch-cancelled': sentence(
    ({ has }) => `${has} annulé un envoi de documents.`,
    () => 'd’annuler un envoi de documents',
  ),
  'batch-completed': sentence(
    ({ has }) => `${has} terminé un envoi de documents.`,
    () => 'de terminer un envoi de documents',
  ),
  'batch-failed': sentence(
    ({ has }) => `${has} constaté l’échec d’un envoi de documents.`,
    () => 'de traiter un envoi de documents',
  ),
  'match-manifest-only': sentence(
    ({ has, document }) => `${has} attribué ${document} d’après la seule liste de l’expéditeur.`,
    ({ document }) => `d’attribuer ${document} d’après la seule liste de l’expéditeur`,
  ),
  withdraw: sentence(
    ({ has, document }) => `${has} retiré ${document}.`,
    ({ document }) => `de retirer ${document}`,
  ),
  correct: sentence(
    ({ has, document }) => `${has} indiqué que ${document} en remplace un précédent.`,
    ({ document }) => `d’indiquer que ${document} en remplace un précédent`,
  ),
  'resolve-item': sentence(
    ({ has, document }) => `${has} vérifié à la main à qui revient ${document}.`,
    ({ document }) => `de décider à la main à qui revient ${document}`,
  ),
  'acknowledge-contradiction': sentence(
    ({ has, document }) => `${has} confirmé le destinataire de ${document} malgré une différence signalée.`,
    ({ document }) => `de confirmer le destinataire de ${document} malgré une différence signalée`,
  ),
  'reject-item': sentence(
    ({ has }) => `${has} écarté un document reçu.`,
    () => 'd’écarter un document reçu',
  ),
  'item-page-read': sentence(
    ({ has }) => `${has} regardé une page d’un document à vérifier.`,
    () => 'de regarder une page d’un document à vérifier',
  ),
  'create-webhook': sentence(
    ({ has }) => `${has} enregistré une adresse à prévenir des envois.`,
    () => 'd’enregistrer une adresse à prévenir des envois',
  ),
  'delete-webhook': sentence(
    ({ has }) => `${has} retiré une adresse prévenue des envois.`,
    () => 'de retirer une adresse prévenue des envois',
  ),
  'rotate-webhook-secret': sentence(
    ({ has }) => `${has} renouvelé le secret qui signe les notifications d’envois.`,
    () => 'de renouveler le secret qui signe les notifications d’envois',
  ),
  'webhook-disabled': sentence(
    ({ has }) => `${has} cessé de prévenir des envois une adresse qui ne répond plus.`,
    () => 'de cesser de prévenir une adresse des envois',
  ),
  'enable-webhook': sentence(
    ({ has }) => `${has} recommencé à prévenir une adresse des envois.`,
    () => 'de recommencer à prévenir une adresse des envois',
  ),
  maintenance: sentence(
    ({ has }) => `${has} effectué une opération technique sur le service.`,
    () => 'd’effectuer une opération technique sur le service',
  ),
};

/** Who acts, with the employer's name where there is one. */
const whoOf = (someone: string, unnamed: string) => (employer: string | null) =>
  employer === null ? `${unnamed} a` : `${someone} ${ofEmployer(employer)} a`;

export const trace = {
  title: 'Historique',
  lead: 'Tout ce qui s’est passé dans votre coffre-fort, et qui l’a fait. Personne ne peut en effacer une ligne.',
  /** All at once, for a day: what the pages of the portal read to show themselves. */
  browsing: (what: string) => `Vous avez parcouru votre coffre-fort : ${what}.`,
  browsed: {
    list: 'la liste de vos documents',
    count: 'le nombre de vos documents',
    'read-journal': 'cet historique',
  },
  you: 'Vous avez',
  others: {
    hr: whoOf('Le service des ressources humaines', 'Le service des ressources humaines'),
    'hr-reader': whoOf('Le service des ressources humaines', 'Le service des ressources humaines'),
    client: whoOf('Le service paie', 'Le service paie'),
    'operator-admin': () => 'L’opérateur du service a',
    maintenance: () => 'La maintenance du service a',
    system: () => 'Le service a',
    anonymous: () => 'Quelqu’un, sans se faire connaître, a',
    unknown: () => 'Quelqu’un a',
  },
  ownCopy: (document: string) => `son exemplaire de ${document}`,
  aDocument: 'un de vos documents',
  actions,
  /** For an action that this page does not know yet. */
  neutral: sentence(
    ({ has, document }) => `${has} fait une opération concernant ${document}.`,
    ({ document }) => `une opération concernant ${document}`,
  ),
  refused: (has: string, tried: string) => `${has} tenté ${tried} : cela a été refusé.`,
  failed: (has: string, tried: string) => `${has} tenté ${tried} : cela n’a pas abouti.`,
  refusedBadge: 'Refusé',
  failedBadge: 'Sans succès',
  times: (count: number, from: string, to: string) =>
    from === to ? `${count} fois` : `${count} fois, de ${from} à ${to}`,
  openDocument: 'Voir le document',
  openDocumentOf: (sentence: string) => `Voir le document : ${sentence}`,
  more: 'Voir ce qui précède',
  shown: (days: number) => (days < 2 ? 'Un jour affiché' : `${days} jours affichés`),
  emptyTitle: 'Rien encore',
  empty: 'Chaque dépôt, chaque lecture et chaque connexion s’inscrira ici, avec son auteur.',
  strangeTitle: 'Quelque chose vous étonne ?',
  strange:
    'Si vous ne reconnaissez pas une connexion ou une lecture, déconnectez-vous partout depuis votre compte, et prévenez votre service des ressources humaines.',
  toAccount: 'Aller à mon compte',
};
