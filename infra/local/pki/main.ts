/**
 * Certificate authorities and time-stamp server of a local installation, in a
 * process of their own: nobody who reads the service's memory has their keys.
 *
 * Not qualified, its time is the machine's own: refused in production.
 */
import { parseArgs } from 'node:util';
import { createSystemClock } from '../../clock/system-clock';
import { KEY_ALGORITHMS, type KeyAlgorithm } from './certificates';
import { openPki } from './create-pki';
import { createTimestampResponder, LOCAL_POLICY } from './timestamp-responder';
import { serveTimestamps } from './timestamp-server';

const USAGE = `usage: main.js --dir DIR [--port N] [--seal-algorithm ${KEY_ALGORITHMS.join('|')}]
  [--tsa-algorithm ${KEY_ALGORITHMS.join('|')}] [--organization NAME] [--siren N] [--clock-offset-file FILE]`;

async function main(): Promise<void> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'the local authorities are not qualified: set TSA_URL and a seal certificate in production',
    );
  }
  const options = readOptions();
  const clock = createSystemClock(
    options.clockOffsetFile === undefined ? {} : { offsetFile: options.clockOffsetFile },
  );
  const tsaKey = await openPki({ ...options, now: clock.now() });
  const server = await serveTimestamps(createTimestampResponder(tsaKey, clock), options.port);
  const close = () => void server.close().then(() => process.exit(0));
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  console.log(JSON.stringify({ ready: true, tsaUrl: server.url, dir: options.dir, policy: LOCAL_POLICY }));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      port: { type: 'string', default: '0' },
      'seal-algorithm': { type: 'string', default: 'p256' },
      'tsa-algorithm': { type: 'string', default: 'p256' },
      organization: { type: 'string', default: 'Syndicat mixte de démonstration' },
      siren: { type: 'string', default: '999000003' },
      'clock-offset-file': { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (values.dir === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(USAGE);
  if (!/^\d{9}$/.test(values.siren)) throw new Error(USAGE);
  return {
    dir: values.dir,
    port,
    sealAlgorithm: algorithmOf(values['seal-algorithm']),
    tsaAlgorithm: algorithmOf(values['tsa-algorithm']),
    organization: values.organization,
    siren: values.siren,
    // Time is moved under test only.
    clockOffsetFile: process.env.COFFRE_TEST === '1' ? values['clock-offset-file'] : undefined,
  };
}

function algorithmOf(text: string): KeyAlgorithm {
  const algorithm = KEY_ALGORITHMS.find((known) => known === text);
  if (algorithm === undefined) throw new Error(USAGE);
  return algorithm;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
