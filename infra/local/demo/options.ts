import { parseArgs } from 'node:util';
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../pki/certificates';

export interface DemoOptions {
  /** On a real S3 server that the demo boots itself. */
  readonly s3: boolean;
  /** Of the seal. */
  readonly sealKey: KeyAlgorithm;
  /** Stay up afterwards. */
  readonly serve: boolean;
  /** A batch of one's own instead of the generated one. */
  readonly own: OwnBatch | null;
  readonly output: string;
}

export interface OwnBatch {
  readonly batch: string;
  readonly employer: string;
  readonly period: string;
  readonly agents: string;
  readonly employers: string;
  /** What each row should become, where that is known. */
  readonly expected: string | null;
}

const USAGE = `npm run demo                      the whole way of a generated batch of 40 slips
npm run demo -- --s3              the same on a real S3 server (Ceph RGW from Debian's packages)
npm run demo -- --seal-key KEY    sealed with ${KEY_ALGORITHMS.join(', ')}
npm run demo -- --serve           stays up afterwards
npm run demo -- --batch FILE.zip|FILE.pdf --employer SIRET --period YYYY-MM --agents CSV --employers CSV [--expected CSV]`;

export class UsageError extends Error {}

export function readOptions(args: readonly string[]): DemoOptions {
  const text = { type: 'string' } as const;
  const { values } = parse(args, {
    s3: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    'seal-key': { ...text, default: 'p256' },
    batch: text,
    employer: text,
    period: text,
    agents: text,
    employers: text,
    expected: text,
    output: { ...text, default: 'demo-output' },
  } as const);
  const { s3, serve, output, batch, employer, period, agents, employers, expected } = values;
  const sealKey = KEY_ALGORITHMS.find((known) => known === values['seal-key']);
  if (sealKey === undefined) throw new UsageError(USAGE);
  if (batch === undefined) {
    // A directory without its batch would be passed over in silence, and the demo's own slips taken for it.
    if ([employer, period, agents, employers, expected].some((given) => given !== undefined)) {
      throw new UsageError(USAGE);
    }
    return { s3, sealKey, serve, output, own: null };
  }
  if (!employer || !period || !agents || !employers) throw new UsageError(USAGE);
  return {
    s3,
    sealKey,
    serve,
    output,
    own: { batch, employer, period, agents, employers, expected: expected ?? null },
  };
}

function parse<const T extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true });
  } catch (cause) {
    throw new UsageError(USAGE, { cause });
  }
}
