const NUMBERS = new Intl.NumberFormat('fr-FR');

/** A number and the noun that goes with it: in French 0 and 1 are singular. */
export function count(value: number, one: string, other: string): string {
  return `${NUMBERS.format(value)} ${value < 2 ? one : other}`;
}
