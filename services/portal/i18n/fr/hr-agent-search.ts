import { count } from './count';

export const hrAgentSearch = {
  label: 'Agent',
  hint: 'Le début du matricule, ou le nom de famille en entier.',
  list: 'Agents trouvés',
  found: (shown: number) => count(shown, 'agent trouvé', 'agents trouvés'),
  searching: 'Recherche en cours…',
  none: 'Aucun agent trouvé pour l’instant. Tapez le nom de famille en entier, sans le prénom, ou le début du matricule.',
  more: 'D’autres agents correspondent : précisez le matricule.',
  failed: 'La recherche n’a pas abouti. Modifiez un caractère pour réessayer.',
  number: (number: string) => `matricule ${number}`,
  born: (day: string) => `né(e) le ${day}`,
  left: (day: string) => `départ le ${day}`,
  self: 'c’est vous : un collègue doit s’en occuper',
  change: 'Choisir un autre agent',
};
