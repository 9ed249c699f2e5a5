/**
 * Program of a child process that draws one page of one PDF and is then ended.
 * It parses hostile bytes: it holds no secret (its environment is empty), sees
 * no other document, ends itself beyond a memory cap, and whoever started it
 * kills it when it takes too long.
 *
 * Argument: the cap in MiB of resident memory.
 */
import { watchMemory } from '../page-text/memory-watch';
import { drawPage } from './draw-page';
import type { RendererMessage, RenderRequest } from './renderer-messages';

function say(message: RendererMessage): void {
  process.send?.(message);
}

async function draw(request: RenderRequest): Promise<void> {
  try {
    say({ kind: 'drawn', png: await drawPage(request) });
  } catch {
    // What the parser says quotes the document: that it failed is all that may leave.
    say({ kind: 'failed' });
  }
}

watchMemory(Number(process.argv[2]));
process.on('message', (request) => void draw(request as RenderRequest));
process.on('disconnect', () => process.exit());
say({ kind: 'ready' });
