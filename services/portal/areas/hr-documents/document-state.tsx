import type { EmployerDocument } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { Badge } from '../../ui/badge';
import type { Tone } from '../../ui/notice';
import { TEXT } from './text';

type State = EmployerDocument['agentCopy'] | 'withdrawn';

/** Whether there is a copy for the agent. Never what the agent did with it: the employer is not told. */
export function stateOf({ agentCopy, withdrawn }: EmployerDocument): State {
  return withdrawn ? 'withdrawn' : agentCopy;
}

const TONES: Readonly<Record<State, Tone | 'neutral'>> = {
  released: 'success',
  scheduled: 'info',
  withheld: 'warning',
  withdrawn: 'neutral',
};

export function StateBadge({ document }: { readonly document: EmployerDocument }) {
  const state = stateOf(document);
  return <Badge tone={TONES[state]}>{useText(TEXT).states[state].short}</Badge>;
}
