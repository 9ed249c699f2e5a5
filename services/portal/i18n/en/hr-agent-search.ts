import type { SameAs } from '../catalogue';
import type { hrAgentSearch as fr } from '../fr/hr-agent-search';
import { count } from './count';

export const hrAgentSearch: SameAs<typeof fr> = {
  label: 'Agent',
  hint: 'The beginning of the payroll number, or the whole family name.',
  list: 'Agents found',
  found: (shown) => count(shown, 'agent found', 'agents found'),
  searching: 'Searching…',
  none: 'No agent found yet. Type the whole family name, without the given name, or the beginning of the payroll number.',
  more: 'More agents match: give more of the payroll number.',
  failed: 'The search did not succeed. Change a character to try again.',
  number: (number) => `payroll number ${number}`,
  born: (day) => `born on ${day}`,
  left: (day) => `left on ${day}`,
  self: 'this is you: a colleague has to settle it',
  change: 'Choose another agent',
};
