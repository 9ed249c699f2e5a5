import type { Messages } from './messages/messages';

export interface Transfer {
  /** Bytes. */
  readonly sent: number;
  readonly size: number;
  /** NULL until it can be told. */
  readonly bytesPerSecond: number | null;
}

const BAR = 24;

/** One line of a terminal: `Envoi [████░░░░] 45 % 135 Mo / 300 Mo 12,3 Mo/s reste 14 s`, cut at its width. */
export function drawProgress(
  { sent, size, bytesPerSecond }: Transfer,
  say: Messages,
  columns: number,
): string {
  const part = size === 0 ? 1 : sent / size;
  const full = Math.floor(part * BAR);
  const parts = [
    say.sending,
    `[${'█'.repeat(full)}${'░'.repeat(BAR - full)}]`,
    `${String(Math.floor(part * 100)).padStart(3)} %`,
    `${say.bytes(sent)} / ${say.bytes(size)}`,
    ...(bytesPerSecond === null || bytesPerSecond === 0
      ? []
      : [say.rate(say.bytes(bytesPerSecond)), say.left(Math.ceil((size - sent) / bytesPerSecond))]),
  ];
  return parts.join('  ').slice(0, Math.max(0, columns - 1));
}

/** Rate over what this run has sent: a resumed upload does not look faster than the line. */
export function createRate(elapsedMs: () => number): (sent: number) => number | null {
  let first: { readonly sent: number; readonly at: number } | null = null;
  return (sent) => {
    // What was durable before, or had to be taken back, is no speed.
    if (first === null || sent < first.sent) first = { sent, at: elapsedMs() };
    const seconds = (elapsedMs() - first.at) / 1000;
    return seconds < 0.5 ? null : (sent - first.sent) / seconds;
  };
}
