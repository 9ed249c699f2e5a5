import { createRate, drawProgress } from './draw-progress';
import type { Messages } from './messages/messages';
import { printable } from './printable';
import type { TransientFault } from './push-error';
import type { PushEvent } from './push-file';
import { writeCounts } from './write-summary';

/** Where progress is told: standard error, so that standard output is the result alone. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Narrator {
  tell(event: PushEvent): void;
  tellWait(fault: TransientFault, milliseconds: number): void;
  /** Before anything else is written: the line that changes is left as it is. */
  end(): void;
}

/** Redrawn no more often than an eye can follow. */
const FRAME_MS = 100;
const STEP_PERCENT = 10;
const DEFAULT_COLUMNS = 80;

/** Tells what happens: on a terminal with a line that changes, elsewhere (cron, a log) with few whole lines. */
export function createNarrator(screen: Screen, say: Messages, elapsedMs: () => number): Narrator {
  const isTerminal = screen.isTTY === true;
  const rateOf = createRate(elapsedMs);
  let drawn = '';
  let drawnAt = Number.NEGATIVE_INFINITY;
  let step = -1;
  let state = '';

  function line(text: string): void {
    clear();
    screen.write(`${printable(text)}\n`);
  }

  function draw(text: string): void {
    const cut = printable(text).slice(0, (screen.columns ?? DEFAULT_COLUMNS) - 1);
    screen.write(`\r\u001b[2K${cut}`);
    drawn = cut;
    drawnAt = elapsedMs();
  }

  function clear(): void {
    if (drawn !== '') screen.write('\r\u001b[2K');
    drawn = '';
  }

  function tellBytes(sent: number, size: number): void {
    const bytesPerSecond = rateOf(sent);
    if (isTerminal) {
      if (sent < size && elapsedMs() - drawnAt < FRAME_MS) return;
      draw(drawProgress({ sent, size, bytesPerSecond }, say, screen.columns ?? DEFAULT_COLUMNS));
      return;
    }
    const reached = Math.floor((sent / size) * (100 / STEP_PERCENT));
    if (reached <= step) return;
    step = reached;
    line(`${say.sending} ${reached * STEP_PERCENT} % (${say.bytes(sent)} / ${say.bytes(size)})`);
  }

  const sayWhy = ({ code, nextTryAt }: { readonly code: string; readonly nextTryAt: string | null }) =>
    nextTryAt === null ? say.forAPerson : say.waitsFor(code, nextTryAt);

  return {
    tell(event) {
      if (event.kind === 'hashing') line(say.hashing);
      else if (event.kind === 'log-seen') {
        if (event.head.keyFrom === 'first-use')
          line(say.keyOfFirstUse(event.head.note.split('\n', 1)[0] ?? ''));
      } else if (event.kind === 'batch') {
        const { reference, state } = event.batch;
        line(
          state === 'open' ? say.opened(reference) : say.resumed(reference, say.batchStates[state] ?? state),
        );
      } else if (event.kind === 'publication-kept') line(say.publishAtKept(event.publishAt));
      else if (event.kind === 'bytes') tellBytes(event.sent, event.size);
      else if (event.kind === 'sent') line(say.sent);
      else {
        const { batch } = event;
        const name = say.batchStates[batch.state] ?? batch.state;
        const blocked = batch.blocked === null ? '' : sayWhy(batch.blocked);
        if (isTerminal) draw(`${name} · ${writeCounts(batch, say)} ${blocked}`);
        else if (`${name}${batch.blocked?.code ?? ''}` !== state) {
          state = `${name}${batch.blocked?.code ?? ''}`;
          line(`${name} ${blocked}`.trimEnd());
        }
      }
    },
    tellWait: (fault, milliseconds) => line(say.retry(fault.what, Math.round(milliseconds / 100) / 10)),
    end: clear,
  };
}

/** `--quiet`, and machines that read JSON. */
export const SILENT: Narrator = {
  tell: () => undefined,
  tellWait: () => undefined,
  end: () => undefined,
};
