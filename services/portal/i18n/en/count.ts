const NUMBERS = new Intl.NumberFormat('en-GB');

/** A number and the noun that goes with it. */
export function count(value: number, one: string, other: string): string {
  return `${NUMBERS.format(value)} ${value === 1 ? one : other}`;
}
