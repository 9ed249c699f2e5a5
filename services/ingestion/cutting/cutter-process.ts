/**
 * Program of a kept child process that cuts slips out of merged PDFs. It parses
 * hostile bytes: it holds no secret (its environment is empty), ends itself
 * beyond a memory cap, and whoever started it kills it when it falls silent.
 *
 * Argument: the cap in MiB of resident memory.
 */
import { watchMemory } from '../page-text/memory-watch';
import type { CutterMessage, CutterRequest } from './cutter-messages';
import { PageCutError } from './errors';
import { openSlipSource, type SlipSource } from './slip-source';

let arriving: { readonly bytes: Buffer; readonly maxPages: number } | null = null;
let source: SlipSource | null = null;

async function answer(request: CutterRequest): Promise<CutterMessage | null> {
  switch (request.kind) {
    case 'source':
      source = null;
      arriving = { bytes: Buffer.allocUnsafeSlow(request.bytes), maxPages: request.maxPages };
      return null;
    case 'part':
      arriving?.bytes.set(request.data, request.at);
      return null;
    case 'open': {
      if (!arriving) throw new PageCutError('processing-crash');
      const { bytes, maxPages } = arriving;
      arriving = null;
      source = await openSlipSource(bytes, maxPages);
      return { kind: 'opened', pageCount: source.pageCount };
    }
    case 'cut':
      if (!source) throw new PageCutError('processing-crash');
      return { kind: 'cut', slip: await source.cut(request.pages) };
    case 'forget':
      source = null;
      return { kind: 'forgotten' };
  }
}

async function serve(request: CutterRequest): Promise<void> {
  try {
    const message = await answer(request);
    if (message) process.send?.(message);
  } catch (error) {
    const failed: CutterMessage = {
      kind: 'failed',
      code: error instanceof PageCutError ? error.code : 'processing-crash',
    };
    process.send?.(failed);
  }
}

watchMemory(Number(process.argv[2]));
process.on('message', (request) => void serve(request as CutterRequest));
process.on('disconnect', () => process.exit());
process.send?.({ kind: 'ready' } satisfies CutterMessage);
