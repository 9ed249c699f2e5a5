import path from 'node:path';
import { startStack } from './stack';
import { present } from './stack-environment';

/** `npm start`: the whole installation, kept under `.data/`, until interrupted. */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, '../../..');
  const given = present(process.env);
  let stopping = false;
  const started = startStack({
    root,
    mode: 'persistent',
    given: { PORT: '8080', ...given },
    workers: 1,
    say: (sentence) => console.error(sentence),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Asked twice: at once. The watchdog ends what is left.
      if (stopping) process.exit(1);
      stopping = true;
      console.error('stopping');
      started.then((stack) => stack.stop()).catch(() => undefined);
    });
  }
  const stack = await started;
  console.log(`Coffre-fort Agents: ${stack.url}`);
  console.log(`data: ${stack.folder}`);
  console.log('Ctrl-C stops it; the data stays.');
  const reason = await stack.ended;
  process.exitCode = reason === 'asked' ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
