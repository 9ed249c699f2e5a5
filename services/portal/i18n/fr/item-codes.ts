import type { ItemCode } from '../../areas/hr-batches/item-codes';

/** Why a document of a sending is not simply deposited, and what to do about it. */
export const itemCodes: Readonly<Record<ItemCode, string>> = {
  'file-missing':
    'La liste jointe (manifeste) annonce ce fichier, mais il n’est pas dans le ZIP. Ajoutez-le à un nouvel envoi.',
  'not-in-manifest':
    'Ce fichier est dans le ZIP, mais aucune ligne du manifeste ne dit à qui il est. Ajoutez sa ligne et renvoyez-le.',
  'two-rows-for-file': 'Deux lignes du manifeste désignent ce fichier. Gardez la bonne et renvoyez-le.',
  'not-a-pdf': 'Ce n’est pas un PDF. Enregistrez le document en PDF et renvoyez-le.',
  'pdf-encrypted': 'Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection et renvoyez-le.',
  'pdf-damaged': 'Ce PDF est abîmé et ne s’ouvre pas. Produisez-le de nouveau et renvoyez-le.',
  'pdf-empty': 'Ce PDF ne contient aucune page. Produisez-le de nouveau et renvoyez-le.',
  'over-limit': 'Ce document est trop lourd ou compte trop de pages. Réduisez-le et renvoyez-le.',
  'nir-as-payroll-number':
    'Un numéro de sécurité sociale a été donné à la place du matricule. Mettez le matricule et renvoyez-le.',
  'period-invalid': 'Le mois indiqué n’existe pas ou n’est pas encore commencé. Corrigez-le et renvoyez-le.',
  'entry-damaged': 'Ce fichier est abîmé dans le ZIP. Refaites le ZIP et renvoyez-le.',
  'entry-unsafe':
    'Le nom de ce fichier pose problème dans le ZIP (en double, ou chemin inattendu). Renommez-le et renvoyez-le.',
  'page-range-invalid':
    'Cette ligne de « index.csv » désigne des pages qui n’existent pas, ou qu’une autre ligne désigne aussi. Corrigez-la et renvoyez le fichier.',
  'not-ours': 'Écarté : ce document n’est pas celui d’un agent de la collectivité.',
  unreadable: 'Écarté : le document est illisible.',
  'sent-by-mistake': 'Écarté : envoyé par erreur.',
  other: 'Écarté par votre service.',
  'no-payroll-number': 'Aucun matricule n’a été trouvé, ni dans l’envoi ni sur la page.',
  'unknown-payroll-number':
    'Aucun agent ne porte ce matricule. S’il vient d’arriver, importez-le dans la liste des agents.',
  'ambiguous-payroll-number': 'Plusieurs agents ont porté ce matricule : choisissez le bon.',
  'document-disagrees':
    'Ce qui est écrit sur la page ne correspond pas à l’agent de ce matricule dans votre liste, ou au mois. Comparez le matricule, le nom, la date de naissance et le mois.',
  'claim-disagrees':
    'L’envoi annonce un nom, une date de naissance ou un mois qui n’est pas celui de ce matricule dans votre liste. Comparez-les.',
  'other-employer': 'La page porte le SIRET d’une autre collectivité.',
  'no-second-source': 'La page ne permet pas de confirmer l’agent : rien ou trop peu y est lisible.',
  'needs-birth-date':
    'Le nom ne suffit pas (homonymes, matricule réattribué ou départ ancien) : il faut la date de naissance.',
  'other-agents-text': 'Le même document a déjà été envoyé pour un autre agent.',
  'layout-unknown': 'La présentation de ce document, ou le nom de son fichier, n’est pas reconnue.',
  'unassigned-page': 'Cette page n’appartient à aucun bulletin reconnu.',
  'pages-unclear': 'On ne sait pas avec certitude quelles pages vont ensemble.',
  'self-deposit': 'Ce document est le vôtre : un collègue doit s’en occuper.',
  'processing-crash': 'Ce document n’a pas pu être traité. Regardez-le avant de décider.',
  'original-withdrawn': 'L’exemplaire déposé auparavant a été retiré : décidez si celui-ci le remplace.',
  'correction-unknown':
    'Ce bulletin doit en remplacer un autre, qui n’a pas été trouvé parmi les documents déposés.',
  'correction-ambiguous':
    'Ce bulletin doit en remplacer un autre, mais plusieurs bulletins de l’agent pour ce mois portent cet identifiant.',
  'correction-other-agent': 'Le bulletin à remplacer est celui d’un autre agent.',
  'correction-other-period': 'Le bulletin à remplacer est celui d’un autre mois.',
  'correction-not-payslip':
    'Seul un bulletin de paie en remplace un autre : une attestation ou une décision reste comme elle est.',
  'correction-withdrawn': 'Le bulletin à remplacer a été retiré avant que l’agent le voie.',
  'correction-replaced':
    'Le bulletin à remplacer l’a déjà été : c’est le bulletin corrigé qu’il faut corriger.',
  'same-bytes': 'Ce même fichier est déjà dans le coffre-fort de l’agent. Rien à faire.',
  'same-text': 'Un document au texte identique est déjà dans le coffre-fort de l’agent. Rien à faire.',
  objection: 'L’agent s’oppose à la remise électronique : à remettre sur papier.',
  'paper-chosen': 'L’agent a choisi le papier : à remettre sur papier.',
  'no-consent': 'L’agent n’a pas encore donné son accord à la remise électronique : à remettre sur papier.',
  'no-notice': 'L’information préalable de l’agent n’est pas enregistrée : à remettre sur papier jusque-là.',
  'notice-not-in-force': 'Le délai après l’information de l’agent n’est pas écoulé : à remettre sur papier.',
};
