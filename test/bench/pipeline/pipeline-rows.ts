import type { BenchContext } from '../context';
import type { Measured } from '../report';
import { alternate, median } from '../statistics';
import { type BareDocument, type BareRate, measureBare } from './measure-bare';
import { measurePipeline, type PipelineRate, WORKERS } from './measure-pipeline';

const ITEMS = { folder: 5_000, s3: 2_000 } as const;
const RATE = 'pipeline-items-per-second';
const RATIO = 'pipeline-over-bare';

/** Documents per second through the whole product, and over what the machine allows. */
export async function measurePipelineRows(context: BenchContext): Promise<Measured[]> {
  const { options, batches } = context;
  const batch = await batches.generate('bench', options.items?.big ?? ITEMS[options.store]);
  const pipeline = () => measurePipeline(context, batch);
  const note = `${batch.items} slips, API and ${WORKERS} workers`;
  if (!options.only.includes(RATIO)) {
    const runs: PipelineRate[] = [];
    for (let run = 0; run < options.runs; run += 1) runs.push(await pipeline());
    return [{ id: RATE, runs: ratesOf(runs), note }];
  }
  let documents: BareDocument[] = [];
  const files = await batches.unpack(batch);
  const pairs = await alternate(
    options.runs,
    async () => {
      const rate = await pipeline();
      documents = [...files].map(([name, file]) => ({ file, sealedSize: sizeOf(rate, name) }));
      return rate;
    },
    () => measureBare(context, documents),
  );
  const rates = ratesOf(pairs.map(({ a }) => a));
  const ratios = pairs.map(({ a, b }) => a.documentsPerSecond / b.documentsPerSecond);
  return [
    { id: RATIO, runs: ratios, note: `${note}; bare: ${describeBare(pairs.map(({ b }) => b))}` },
    { id: RATE, runs: rates, note },
  ];
}

function ratesOf(rates: readonly { readonly documentsPerSecond: number }[]): number[] {
  return rates.map(({ documentsPerSecond }) => documentsPerSecond);
}

function sizeOf({ sealedSizes }: PipelineRate, name: string): number {
  const size = sealedSizes.get(name);
  if (size === undefined || size === 0) throw new Error('a slip without a sealed file');
  return size;
}

function describeBare(rates: readonly BareRate[]): string {
  const settings = new Set(rates.map(({ inFlight, processes }) => `${inFlight} in flight on ${processes}`));
  return `${median(ratesOf(rates)).toFixed(0)} documents/s (${[...settings].join(', ')} processes)`;
}
