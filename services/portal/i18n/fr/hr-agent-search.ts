import { count } from './count';

export const hrAgentSearch = {
  label: 'Agent',
  hint: 'Le début du matricule, ou le nom de famille en entier.',
  list: 'Agents trouvés',
  found: (shown: number) => count(shown, 'agent trouvé', 'agents trouvés'),
  searching: 'Recherche en cours…',
  none: 'Aucun agent trouvé. Le nom de famille doit être écrit en entier, sans le prénom.',
  more: 'D’autres agents correspondent : précisez le matricule.',
  failed: 'La recherche n’a pas abouti. Modifiez un caractère pour réessayer.',
  number: (number: string) => `matricule ${number}`,
  born: (day: string) => `naissance le ${day}`,
  left: (day: string) => `parti le ${day}`,
  self: 'c’est vous : un collègue doit s’en occuper',
  change: 'Choisir un autre agent',
};
