import type { Agent } from '../../api/schema';
import { now } from '../../clock';
import { useFormats, useText } from '../../i18n/language-context';
import { SafeText } from '../../ui/safe-text';
import { wallTimeOf } from '../hr-batches/paris-time';
import { TEXT } from './text';

type Known = Pick<Agent, 'payrollNumber' | 'birthDate'> & Partial<Pick<Agent, 'endDate'>>;

/** What tells two agents of one name apart. */
export function AgentFacts({ agent, self = false }: { readonly agent: Known; readonly self?: boolean }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { payrollNumber, birthDate, endDate = null } = agent;
  const hasLeft = endDate !== null && endDate < wallTimeOf(now()).day;
  return (
    <>
      <SafeText>{text.number(payrollNumber)}</SafeText>, {text.born(formats.day(birthDate))}
      {hasLeft && `, ${text.left(formats.day(endDate))}`}
      {self && `, ${text.self}`}
    </>
  );
}
