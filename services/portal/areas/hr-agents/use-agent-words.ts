import type { Agent } from '../../api/schema';
import { now } from '../../clock';
import { useFormats, useText } from '../../i18n/language-context';
import { withoutUnseen } from '../agent/without-unseen';
import { wallTimeOf } from '../hr-batches/paris-time';
import { TEXT } from './text';

/** Where text alone can stand, as in the label of a button. */
export function plainNameOf({ familyName, givenName }: Pick<Agent, 'familyName' | 'givenName'>): string {
  return withoutUnseen(`${familyName} ${givenName}`);
}

/** Since when, until when, or from when on somebody is employed. */
export function useEmploymentDates(): (agent: Pick<Agent, 'startDate' | 'endDate'>) => string {
  const text = useText(TEXT).list;
  const formats = useFormats();
  const today = wallTimeOf(now()).day;
  return ({ startDate, endDate }) => {
    if (endDate !== null) return text.between(formats.day(startDate), formats.day(endDate));
    return (startDate > today ? text.from : text.since)(formats.day(startDate));
  };
}
