import { parseArgs } from 'node:util';
import { CATALOGUE, type StoreKind } from './catalogue';

export interface BenchOptions {
  /** Rows to measure, in the catalogue's order. */
  readonly only: readonly string[];
  readonly store: StoreKind;
  /** Sizes instead of a row's own; rows of one size take `big`. */
  readonly items: { readonly small: number; readonly big: number } | null;
  /** Runs of each row; the value is their median. */
  readonly runs: number;
}

/** The number that the definitions ask for. */
export const FULL_RUNS = 5;

const USAGE = `npm run bench -- [--only ID,ID] [--store folder|s3] [--items SMALL,BIG] [--runs N]
rows: ${CATALOGUE.map((row) => row.id).join(', ')}`;

export class UsageError extends Error {}

/** @throws UsageError naming what it does not know */
export function readOptions(args: readonly string[]): BenchOptions {
  const { only, store, items, runs } = parse(args);
  return {
    only: readOnly(only),
    store: readStore(store),
    items: items === undefined ? null : readItems(items),
    runs: runs === undefined ? FULL_RUNS : positive(runs, '--runs'),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { only: text, store: { ...text, default: 'folder' }, items: text, runs: text };
    return parseArgs({ args: [...args], strict: true, options }).values;
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : ''}\n${USAGE}`, { cause });
  }
}

function readOnly(only: string | undefined): string[] {
  const known = CATALOGUE.map((row) => row.id);
  if (only === undefined) return known;
  const wanted = only.split(',').map((id) => id.trim());
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new UsageError(`unknown rows: ${unknown.join(', ')}\n${USAGE}`);
  return known.filter((id) => wanted.includes(id));
}

function readStore(store: string): StoreKind {
  if (store !== 'folder' && store !== 's3') throw new UsageError(`--store is folder or s3\n${USAGE}`);
  return store;
}

function readItems(items: string): { small: number; big: number } {
  const sizes = items.split(',');
  if (sizes.length !== 2) throw new UsageError(`--items takes SMALL,BIG\n${USAGE}`);
  const [small = 0, big = 0] = sizes.map((size) => positive(size, '--items'));
  if (small > big) throw new UsageError(`--items takes the smaller size first\n${USAGE}`);
  return { small, big };
}

function positive(text: string, option: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`${option} takes whole numbers from 1\n${USAGE}`);
  return Number(text);
}
