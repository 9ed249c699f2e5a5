import type { Logger } from '../ports/logger';

export interface ShutdownStep {
  readonly name: string;
  close(): Promise<unknown>;
}

export interface ShutdownOptions {
  /** In order: first stop accepting, then what the accepted work needs, pools last. */
  readonly steps: readonly ShutdownStep[];
  readonly deadlineSeconds: number;
  readonly logger: Logger;
  readonly signals?: NodeJS.EventEmitter;
  readonly exit?: (code: number) => void;
}

/**
 * Ends the process on SIGTERM or SIGINT: each step in turn, within one deadline
 * for all. A second signal or the deadline exits at once with 1; work cut off
 * there is what a crash would have cut off, and recovers the same way.
 *
 * A step that fails is logged and does not keep the later ones from closing.
 */
export function shutDownOnSignal(options: ShutdownOptions): void {
  const { steps, deadlineSeconds, logger, signals = process, exit = process.exit } = options;
  let closing = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (closing) {
      logger.warn({ signal }, 'second signal: exiting at once');
      exit(1);
      return;
    }
    closing = true;
    logger.info({ signal }, 'closing');
    const deadline = setTimeout(() => {
      logger.error({ deadlineSeconds }, 'not closed in time: exiting');
      exit(1);
    }, deadlineSeconds * 1000);
    void closeAll(steps, logger).then((failed) => {
      clearTimeout(deadline);
      exit(failed ? 1 : 0);
    });
  };
  signals.on('SIGTERM', onSignal);
  signals.on('SIGINT', onSignal);
}

async function closeAll(steps: readonly ShutdownStep[], logger: Logger): Promise<boolean> {
  let failed = false;
  for (const step of steps) {
    try {
      await step.close();
    } catch (error) {
      failed = true;
      logger.error({ step: step.name, error }, 'closing failed');
    }
  }
  return failed;
}
