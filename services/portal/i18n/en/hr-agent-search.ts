import type { SameAs } from '../catalogue';
import type { hrAgentSearch as fr } from '../fr/hr-agent-search';
import { count } from './count';

export const hrAgentSearch: SameAs<typeof fr> = {
  label: 'Agent',
  hint: 'The start of the payroll number, or the full family name.',
  list: 'Agents found',
  found: (shown) => count(shown, 'agent found', 'agents found'),
  searching: 'Searching…',
  none: 'No agent found yet. Type the full family name, without the given name, or the start of the payroll number.',
  more: 'There are more matches: type more of the payroll number.',
  failed: 'The search failed. Change a character to try again.',
  number: (number) => `payroll number ${number}`,
  born: (day) => `born ${day}`,
  left: (day) => `left ${day}`,
  self: 'this is you: a colleague has to deal with it',
  change: 'Choose another agent',
};
