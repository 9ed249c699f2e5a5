/**
 * Why an item needs somebody, and what they can do about it. The portal says much the same to HR; here it is
 * said to who runs the payroll software. A code that is newer than this client falls back on its state.
 */
export const itemSentences: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  'file-missing': [
    'Le manifeste annonce ce fichier, mais il n’est pas dans le ZIP. Ajoutez-le à un nouvel envoi.',
    'The manifest announces this file, but it is not in the ZIP. Add it to a new delivery.',
  ],
  'not-in-manifest': [
    'Ce fichier est dans le ZIP, mais aucune ligne du manifeste ne dit à qui il est. Ajoutez sa ligne et renvoyez-le.',
    'This file is in the ZIP, but no row of the manifest says whose it is. Add its row and send it again.',
  ],
  'two-rows-for-file': [
    'Deux lignes du manifeste désignent ce fichier. Gardez la bonne et renvoyez-le.',
    'Two rows of the manifest name this file. Keep the right one and send it again.',
  ],
  'not-a-pdf': [
    'Ce n’est pas un PDF. Enregistrez le document en PDF et renvoyez-le.',
    'This is not a PDF. Save the document as PDF and send it again.',
  ],
  'pdf-encrypted': [
    'Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection et renvoyez-le.',
    'This PDF is protected by a password. Save it without protection and send it again.',
  ],
  'pdf-damaged': [
    'Ce PDF est abîmé et ne s’ouvre pas. Produisez-le de nouveau et renvoyez-le.',
    'This PDF is damaged and does not open. Produce it again and send it again.',
  ],
  'pdf-empty': [
    'Ce PDF ne contient aucune page. Produisez-le de nouveau et renvoyez-le.',
    'This PDF has no page. Produce it again and send it again.',
  ],
  'over-limit': [
    'Ce document est trop lourd ou compte trop de pages. Réduisez-le et renvoyez-le.',
    'This document is too big or has too many pages. Reduce it and send it again.',
  ],
  'nir-as-payroll-number': [
    'Un numéro de sécurité sociale a été donné à la place du matricule. Mettez le matricule et renvoyez le document.',
    'A social security number was given instead of the payroll number. Enter the payroll number and send the document again.',
  ],
  'period-invalid': [
    'Le mois indiqué n’existe pas ou n’a pas encore commencé. Corrigez-le et renvoyez le document.',
    'The month given does not exist or has not begun yet. Correct it and send the document again.',
  ],
  'entry-damaged': [
    'Ce fichier est abîmé dans le ZIP. Refaites le ZIP et renvoyez-le.',
    'This file is damaged inside the ZIP. Make the ZIP again and send it again.',
  ],
  'entry-unsafe': [
    'Le nom de ce fichier pose problème dans le ZIP (en double, ou chemin inattendu). Renommez-le et renvoyez-le.',
    'The name of this file is a problem inside the ZIP (twice, or an unexpected path). Rename it and send it again.',
  ],
  'not-ours': [
    'Écarté : ce document n’est pas celui d’un agent de la collectivité.',
    'Set aside: this document is not that of an agent of this employer.',
  ],
  unreadable: ['Écarté : le document est illisible.', 'Set aside: the document cannot be read.'],
  'sent-by-mistake': ['Écarté : envoyé par erreur.', 'Set aside: sent by mistake.'],
  other: ['Écarté par la collectivité.', 'Set aside by the employer.'],
  'no-payroll-number': [
    'Aucun matricule n’a été trouvé, ni dans le manifeste ni sur la page. À traiter par les RH dans le portail.',
    'No payroll number was found, neither in the manifest nor on the page. HR settles it in the portal.',
  ],
  'unknown-payroll-number': [
    'Aucun agent ne porte ce matricule. Si l’agent vient d’arriver, importez la liste à jour des agents. À traiter par les RH dans le portail.',
    'No agent has this payroll number. If the agent has just arrived, import the updated list of agents. HR settles it in the portal.',
  ],
  'ambiguous-payroll-number': [
    'Plusieurs agents ont porté ce matricule : choisissez le bon. À traiter par les RH dans le portail.',
    'Several agents have had this payroll number: choose the right one. HR settles it in the portal.',
  ],
  'document-disagrees': [
    'La page ne dit pas la même chose que la liste des agents (matricule, nom, date de naissance ou mois). À traiter par les RH dans le portail.',
    'The page does not say the same as the list of agents (payroll number, name, birth date or month). HR settles it in the portal.',
  ],
  'claim-disagrees': [
    'Le manifeste ne dit pas la même chose que la liste des agents (nom, date de naissance ou mois). À traiter par les RH dans le portail.',
    'The manifest does not say the same as the list of agents (name, birth date or month). HR settles it in the portal.',
  ],
  'other-employer': [
    'La page porte le SIRET d’une autre collectivité. À traiter par les RH dans le portail.',
    'The page bears the SIRET of another employer. HR settles it in the portal.',
  ],
  'no-second-source': [
    'La page ne permet pas de confirmer l’agent : on y lit trop peu, ou rien. À traiter par les RH dans le portail.',
    'The page does not confirm the agent: nothing, or too little, can be read on it. HR settles it in the portal.',
  ],
  'needs-birth-date': [
    'Le nom ne suffit pas (homonymes, matricule réattribué ou départ ancien) : il faut la date de naissance. À traiter par les RH dans le portail.',
    'The name is not enough (same names, a re-used payroll number or a departure long ago): the birth date is needed. HR settles it in the portal.',
  ],
  'other-agents-text': [
    'Le même document a déjà été envoyé pour un autre agent. À traiter par les RH dans le portail.',
    'The same document was sent for another agent already. HR settles it in the portal.',
  ],
  'layout-unknown': [
    'La présentation de ce document n’est pas reconnue. À traiter par les RH dans le portail.',
    'The layout of this document is not recognised. HR settles it in the portal.',
  ],
  'unassigned-page': [
    'Cette page n’appartient à aucun bulletin reconnu. À traiter par les RH dans le portail.',
    'This page belongs to no payslip that was recognised. HR settles it in the portal.',
  ],
  'pages-unclear': [
    'On ne sait pas avec certitude quelles pages vont ensemble. À traiter par les RH dans le portail.',
    'It is not certain which pages belong together. HR settles it in the portal.',
  ],
  'processing-crash': [
    'Ce document n’a pas pu être traité. À traiter par les RH dans le portail.',
    'This document could not be processed. HR settles it in the portal.',
  ],
  'original-withdrawn': [
    'L’exemplaire déposé auparavant a été retiré : décidez si celui-ci le remplace.',
    'The copy deposited before was withdrawn: decide whether this one takes its place.',
  ],
  'self-deposit': [
    'L’expéditeur est le destinataire : une autre personne doit s’en occuper dans le portail.',
    'The sender is the recipient: somebody else has to settle it in the portal.',
  ],
};
