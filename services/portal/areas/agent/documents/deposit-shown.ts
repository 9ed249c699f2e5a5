import type { Document } from '../../../api/schema';

type Listed = Pick<
  Document,
  'id' | 'type' | 'period' | 'employerId' | 'title' | 'depositedAt' | 'corrects' | 'replacedBy'
>;

/**
 * How exactly a line says when its document was deposited: only where that tells it from another that
 * reads the same, and to the minute where the day does not.
 *
 * @param others of the list; the document itself may be among them
 */
export function depositShown(
  document: Listed,
  others: readonly Listed[],
  dayOf: (instant: string) => string,
): 'day' | 'minute' | null {
  const alike = others.filter((other) => other.id !== document.id && readsTheSame(other, document));
  const instants = [
    ...alike.map(({ depositedAt }) => depositedAt),
    ...(document.replacedBy === null ? [] : [document.replacedBy.depositedAt]),
  ];
  if (instants.length === 0 && document.corrects === null) return null;
  const day = dayOf(document.depositedAt);
  return instants.some((instant) => dayOf(instant) === day) ? 'minute' : 'day';
}

/** A payslip is named by its month, whatever its title. */
function readsTheSame(one: Listed, other: Listed): boolean {
  return (
    one.type === other.type &&
    one.period === other.period &&
    one.employerId === other.employerId &&
    (one.type === 'payslip' || one.title === other.title)
  );
}
