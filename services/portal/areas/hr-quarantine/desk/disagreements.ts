import type { Candidate } from '../../../api/schema';

/** What the delivery or the page says against an agent. */
export type Disagreement = Candidate['contradictions'][number];
export type Side = 'claim' | 'page';
export type Field = Disagreement extends infer D ? (D extends `${Side}:${infer F}` ? F : never) : never;

export interface Difference {
  readonly field: Field;
  readonly sides: readonly Side[];
}

const SIDES: readonly Side[] = ['claim', 'page'];
const FIELDS: readonly Field[] = [
  'payrollNumber',
  'familyName',
  'givenName',
  'birthDate',
  'period',
  'another-agent',
];

/** Each field that differs, with who says so. */
export function differencesIn(found: readonly Disagreement[]): Difference[] {
  return FIELDS.flatMap((field) => {
    const sides = SIDES.filter((side) => differs(found, side, field));
    return sides.length === 0 ? [] : [{ field, sides }];
  });
}

export function differs(found: readonly Disagreement[], side: Side, ...fields: readonly Field[]): boolean {
  return fields.some((field) => found.some((one) => one === `${side}:${field}`));
}

/** Who says something against the agent. */
export function saidBy(found: readonly Disagreement[]): Side | 'both' {
  const [side = 'page', other] = SIDES.filter((one) => found.some((said) => said.startsWith(`${one}:`)));
  return other === undefined ? side : 'both';
}

/** Nothing against the agent but the month, which is not theirs. */
export function isMonthOnly(found: readonly Disagreement[]): boolean {
  return differencesIn(found).every(({ field }) => field === 'period');
}
