import path from 'node:path';
import { inviteFirstOperator } from './first-operator';
import { startStack } from './stack';
import { choosePort, takeSettings } from './start-settings';

/** `npm start`: the whole installation, kept under `.data/`, until interrupted. */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, '../../..');
  const given = takeSettings(process.env);
  const say = (sentence: string) => console.error(sentence);
  const port = await choosePort(given, say);
  let stopping = false;
  const started = startStack({
    root,
    mode: 'persistent',
    given: { ...given, PORT: port },
    workers: 1,
    say,
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
  const code = await inviteFirstOperator(path.join(root, 'dist'), stack.environment);
  if (code !== null) {
    console.log(`one-time code for the operator's administrator: ${code}`);
    console.log(
      `Send it with a login and a password of your choice to POST ${stack.url}/v1/activations: that makes the account which registers employers.`,
    );
  }
  console.log('Ctrl-C stops it; the data stays.');
  const reason = await stack.ended;
  process.exitCode = reason === 'asked' ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
