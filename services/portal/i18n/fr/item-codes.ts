import type { ItemCode, ItemCodeText } from '../../areas/hr-batches/item-codes';

/** Why a document of a sending is not simply deposited; and, for who may act, what to do about it. */
export const itemCodes: Readonly<Record<ItemCode, ItemCodeText>> = {
  'file-missing': {
    reason: 'La liste jointe (manifeste) annonce ce fichier, mais il n’est pas dans le ZIP.',
    instruction: 'Ajoutez-le à un nouvel envoi.',
  },
  'not-in-manifest': {
    reason: 'Ce fichier est dans le ZIP, mais aucune ligne du manifeste ne dit à qui il est.',
    instruction: 'Ajoutez sa ligne et renvoyez-le.',
  },
  'two-rows-for-file': {
    reason: 'Deux lignes du manifeste désignent ce fichier.',
    instruction: 'Gardez la bonne et renvoyez-le.',
  },
  'not-a-pdf': {
    reason: 'Ce n’est pas un PDF.',
    instruction: 'Enregistrez le document en PDF et renvoyez-le.',
  },
  'pdf-encrypted': {
    reason: 'Ce PDF est protégé par un mot de passe.',
    instruction: 'Enregistrez-le sans protection et renvoyez-le.',
  },
  'pdf-damaged': {
    reason: 'Ce PDF est abîmé et ne s’ouvre pas.',
    instruction: 'Produisez-le de nouveau et renvoyez-le.',
  },
  'pdf-empty': {
    reason: 'Ce PDF ne contient aucune page.',
    instruction: 'Produisez-le de nouveau et renvoyez-le.',
  },
  'over-limit': {
    reason: 'Ce document est trop lourd ou compte trop de pages.',
    instruction: 'Réduisez-le et renvoyez-le.',
  },
  'nir-as-payroll-number': {
    reason: 'Un numéro de sécurité sociale a été donné à la place du matricule.',
    instruction: 'Mettez le matricule et renvoyez le document.',
  },
  'period-invalid': {
    reason: 'Le mois indiqué n’existe pas ou n’a pas encore commencé.',
    instruction: 'Corrigez-le et renvoyez le document.',
  },
  'entry-damaged': {
    reason: 'Ce fichier est abîmé dans le ZIP.',
    instruction: 'Refaites le ZIP et renvoyez-le.',
  },
  'entry-unsafe': {
    reason: 'Le nom de ce fichier pose problème dans le ZIP (en double, ou chemin inattendu).',
    instruction: 'Renommez-le et renvoyez-le.',
  },
  'page-range-invalid': {
    reason:
      'Cette ligne de « index.csv » désigne des pages qui n’existent pas, ou qu’une autre ligne désigne aussi.',
    instruction: 'Corrigez-la et renvoyez le fichier.',
  },
  'not-ours': { reason: 'Écarté : ce document n’est pas celui d’un agent de cet employeur.' },
  unreadable: { reason: 'Écarté : le document est illisible.' },
  'sent-by-mistake': { reason: 'Écarté : envoyé par erreur.' },
  other: { reason: 'Écarté par votre service.' },
  'no-payroll-number': { reason: 'Aucun matricule n’a été trouvé, ni dans l’envoi ni sur la page.' },
  'unknown-payroll-number': {
    reason: 'Aucun agent ne porte ce matricule.',
    instruction: 'Si l’agent vient d’arriver, importez la liste à jour des agents.',
  },
  'ambiguous-payroll-number': {
    reason: 'Plusieurs agents ont porté ce matricule.',
    instruction: 'Choisissez le bon.',
  },
  'document-disagrees': {
    reason: 'La page ne concorde pas avec l’agent de ce matricule, ou avec le mois indiqué.',
    instruction: 'Comparez la page, ce qui était indiqué et votre liste d’agents.',
  },
  'claim-disagrees': {
    reason:
      'Ce qui était indiqué, ou le nom du fichier, ne concorde pas avec l’agent de ce matricule, ou avec le mois.',
    instruction: 'Comparez la page, ce qui était indiqué et votre liste d’agents.',
  },
  'other-employer': { reason: 'La page porte le SIRET d’un autre employeur.' },
  'no-second-source': {
    reason: 'La page ne permet pas de confirmer l’agent : on y lit trop peu, ou rien.',
  },
  'needs-birth-date': {
    reason:
      'Le nom ne suffit pas (homonymes, matricule réattribué ou départ ancien) : il faut la date de naissance.',
  },
  'other-agents-text': { reason: 'Le même document a déjà été envoyé pour un autre agent.' },
  'layout-unknown': {
    reason: 'La présentation de ce document, ou le nom de son fichier, n’est pas reconnue.',
  },
  'unassigned-page': { reason: 'Cette page n’appartient à aucun bulletin reconnu.' },
  'pages-unclear': { reason: 'On ne sait pas avec certitude quelles pages vont ensemble.' },
  'self-deposit': {
    reason: 'Ce document est celui d’une personne qui a participé à cet envoi.',
    instruction: 'Un autre collègue doit s’en occuper.',
  },
  'processing-crash': {
    reason: 'Ce document n’a pas pu être traité.',
    instruction: 'Regardez-le avant de décider.',
  },
  'original-withdrawn': {
    reason: 'L’exemplaire déposé auparavant a été retiré.',
    instruction: 'Décidez si celui-ci le remplace.',
  },
  'correction-unknown': {
    reason: 'Ce bulletin doit en remplacer un autre, qui n’a pas été trouvé parmi les documents déposés.',
  },
  'correction-ambiguous': {
    reason:
      'Ce bulletin doit en remplacer un autre, mais plusieurs bulletins de l’agent pour ce mois portent cet identifiant.',
  },
  'correction-other-agent': { reason: 'Le bulletin à remplacer est celui d’un autre agent.' },
  'correction-other-period': { reason: 'Le bulletin à remplacer est celui d’un autre mois.' },
  'correction-not-payslip': {
    reason:
      'Seul un bulletin de paie en remplace un autre : une attestation ou une décision reste comme elle est.',
  },
  'correction-withdrawn': { reason: 'Le bulletin à remplacer a été retiré avant que l’agent le voie.' },
  'correction-replaced': {
    reason: 'Le bulletin à remplacer a déjà été remplacé.',
    instruction: 'Corrigez plutôt le plus récent.',
  },
  'same-bytes': {
    reason: 'Ce même fichier est déjà dans le coffre-fort de l’agent.',
    instruction: 'Rien à faire.',
  },
  'same-text': {
    reason: 'Un document au texte identique est déjà dans le coffre-fort de l’agent.',
    instruction: 'Rien à faire.',
  },
  objection: {
    reason: 'L’agent s’oppose à la remise électronique.',
    instruction: 'Remettez le document sur papier.',
  },
  'paper-chosen': { reason: 'L’agent a choisi le papier.', instruction: 'Remettez le document sur papier.' },
  'no-consent': {
    reason: 'L’agent n’a pas encore donné son accord à la remise électronique.',
    instruction: 'Remettez le document sur papier.',
  },
  'no-notice': {
    reason: 'L’information préalable de l’agent n’est pas enregistrée.',
    instruction: 'Tant qu’elle ne l’est pas, remettez le document sur papier.',
  },
  'notice-not-in-force': {
    reason: 'Le délai après l’information de l’agent n’est pas écoulé.',
    instruction: 'D’ici là, remettez le document sur papier.',
  },
};
