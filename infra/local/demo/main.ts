import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { loadConfig } from '../../config/load-config';
import { type Stack, startStack } from '../stack';
import { ApiClient } from './api-client';
import { compareReport, parseReport, type ReportRow, readBatchMetadata } from './compare-report';
import { furnishScreens, GENERATOR } from './furnish-screens';
import { type DemoOptions, type OwnBatch, readOptions, UsageError } from './options';
import { type Prepared, prepareInstallation } from './prepare-installation';
import { type FinishedBatch, pushBatch } from './push-batch';
import { type ReceivedPayslip, receivePayslip } from './receive-payslip';
import { runCoffre } from './run-coffre';
import { Transcript } from './transcript';
import { tryDeletion } from './try-deletion';

const ROOT = path.resolve(__dirname, '../../../..');
const WORKERS = 2;

/** `npm run demo`: the way of a payslip from nothing, told and checked. Exits with 0 only if all of it held. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const start = performance.now();
  if (options.s3)
    execFileSync('bash', [path.join(ROOT, 'infra/local/setup-system.sh')], { stdio: 'inherit' });
  const told = new Transcript((line) => console.log(line));
  console.log('Coffre-fort Agents: one payroll batch, from nothing to a verified payslip');
  await mkdir(options.output, { recursive: true });

  told.title('The stack: PostgreSQL, queue, object store, CA and timestamp authority, API, two workers');
  let stack: Stack | undefined;
  const interrupted = () => void (stack?.stop() ?? Promise.resolve()).then(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  stack = await startStack({
    root: ROOT,
    mode: 'temporary',
    given: {},
    workers: WORKERS,
    s3: options.s3,
    sealKey: options.sealKey,
    say: (text) => told.say(text),
  });
  const scratch = await mkdtemp(path.join(tmpdir(), 'coffre-demo-'));
  try {
    told.say(`${stack.url}, object store: ${describeStore(stack)}`);
    const prepared = await follow(told, stack, options, scratch);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      told.failed.length === 0 ? `\nAll of it held (${seconds} s).` : `\nFAILED: ${told.failed.join('; ')}`,
    );
    console.log(`Report, sealed PDF and proof: ${path.resolve(options.output)}`);
    if (options.serve) await serve(stack, prepared);
    return told.failed.length === 0 ? 0 : 1;
  } finally {
    await stack.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function follow(
  told: Transcript,
  stack: Stack,
  options: DemoOptions,
  scratch: string,
): Promise<Prepared> {
  const own = options.own ?? (await generateBatch(scratch));
  const api = new ApiClient(stack.url);

  told.title('Operator, employers, HR officer, payroll system and agents, through the HTTP API');
  const prepared = await prepareInstallation({
    api,
    environment: { PATH: process.env.PATH ?? '', ...stack.environment },
    employersCsv: own.employers,
    agentsCsv: own.agents,
    siret: own.employer,
  });
  const { employer, imported } = prepared;
  told.check(
    imported.created > 0 && imported.errors.length === 0,
    `${employer.name}: ${imported.created} agents imported, ${imported.errors.length} rows refused`,
  );

  told.title(`A batch for ${own.period}: pushed, matched, sealed, timestamped, deposited in both vaults`);
  const batch = await pushBatch(employer, own.batch, own.period);
  const report = await saveReport(told, prepared, batch, own, options.output);

  told.title('An agent activates, signs in, downloads a payslip and its proof');
  const deposited = report.find((row) => row.state === 'deposited');
  if (deposited === undefined) {
    told.check(false, 'a document was deposited');
    return prepared;
  }
  const received = await receivePayslip(api, employer, deposited, options.output);
  told.check(true, `${received.listed} document(s) in the vault; ${path.basename(received.pdf)} downloaded`);
  for (const line of received.trace.slice(0, 8).reverse()) {
    told.say(
      `trace: ${line.action} by ${line.role}${line.employerName === null ? '' : `, ${line.employerName}`}`,
    );
  }

  told.title('Verified without the service: seal, timestamp, journal proof');
  await verify(told, stack, received, options.output);
  if (options.s3) await showLock(told, stack);
  const signIns = [received.signIn, ...prepared.signIns];
  if (!options.serve) return { ...prepared, signIns };

  told.title('For the screens: earlier months, a month to confirm, an HR colleague who may only read');
  const furniture = await furnishScreens(
    api,
    prepared,
    { period: own.period, generated: options.own === null },
    scratch,
  );
  told.say(`${furniture.deposited} more documents deposited`);
  return { ...prepared, signIns: signIns.toSpliced(2, 0, ...furniture.signIns) };
}

async function generateBatch(folder: string): Promise<OwnBatch> {
  await promisify(execFile)(process.execPath, [GENERATOR, '--demo', '--out', folder]);
  const file = (name: string) => path.join(folder, name);
  const { siret, period } = await readBatchMetadata(file('expected.csv'));
  return {
    batch: file('batch.zip'),
    employer: siret,
    period,
    agents: file('agents.csv'),
    employers: file('employers.csv'),
    expected: file('expected.csv'),
  };
}

async function saveReport(
  told: Transcript,
  { employer }: Prepared,
  batch: FinishedBatch,
  own: OwnBatch,
  output: string,
): Promise<ReportRow[]> {
  const csv = await employer.payroll.bytes(
    `/v1/employers/${employer.id}/batches/${batch.id}/report`,
    'text/csv',
  );
  await writeFile(path.join(output, 'report.csv'), csv);
  const report = parseReport(csv);
  const failure = batch.failure === null ? '' : `: ${batch.failure.code}, ${batch.failure.detail}`;
  told.check(batch.state === 'completed', `batch ${batch.state}${failure}`);
  const counts = Object.entries(batch.counts).map(([state, count]) => `${count} ${state}`);
  told.say(`${batch.received} received = ${counts.join(' + ')}`);
  for (const row of report.filter(({ state }) => state !== 'deposited')) {
    told.say(`${row.file || `pages ${row.pages}`}: ${row.state} ${row.code}`);
  }
  told.check(report.length === batch.received, 'the report has a row for every item received');
  if (own.expected !== null) {
    const result = await compareReport(report, own.expected, path.basename(own.batch));
    for (const difference of result.differences) told.say(difference);
    told.check(result.differences.length === 0, `${result.rows} rows as expected`);
    told.check(result.misrouted === 0, `${result.misrouted} misrouted`);
  }
  return report;
}

async function verify(
  told: Transcript,
  stack: Stack,
  received: ReceivedPayslip,
  output: string,
): Promise<void> {
  const trust = path.join(output, 'trust');
  await mkdir(trust, { recursive: true });
  const anchors = await new ApiClient(stack.url).get<{ sealCa: string; tsaCa: string; journalKey: string }>(
    '/v1/trust',
  );
  await writeFile(path.join(trust, 'seal-ca.pem'), anchors.sealCa);
  await writeFile(path.join(trust, 'tsa-ca.pem'), anchors.tsaCa);
  await writeFile(path.join(trust, 'journal.vkey'), `${anchors.journalKey}\n`);
  const command = ['verify', received.pdf, received.proof, '--trust', trust];
  told.say(`npx coffre ${command.join(' ')}`);
  const verdict = await runCoffre(command).then(
    (stdout) => ({ held: true, stdout }),
    (error: { stdout?: string; message: string }) => ({ held: false, stdout: error.stdout ?? error.message }),
  );
  for (const line of verdict.stdout.trim().split('\n')) told.say(line);
  told.check(verdict.held, 'seal, timestamp and journal proof verified');
}

async function showLock(told: Transcript, stack: Stack): Promise<void> {
  told.title('The employer copy is locked by the server itself');
  const { store } = loadConfig(['store'], stack.environment);
  if (store.kind !== 's3') throw new Error('not on S3');
  const answer = await tryDeletion(store);
  told.check(answer === 'locked', `deleting the pinned version of an employer copy: ${answer}`);
}

function describeStore({ environment }: Stack): string {
  return environment.STORE === 's3'
    ? `S3 with Object Lock (${environment.OBJECT_LOCK_MODE})`
    : 'a folder (no server-side lock)';
}

/** Says where to go and as whom, and stays up until Ctrl-C. */
async function serve(stack: Stack, { employer, signIns }: Prepared): Promise<void> {
  const rows = [{ who: 'as', login: 'Adresse électronique', password: 'Mot de passe' }, ...signIns] as const;
  const width = (column: 'who' | 'login') => Math.max(...rows.map((row) => row[column].length)) + 3;
  console.log(
    `\nThe portal of ${employer.name} is open. In a browser, go to\n\n   ${stack.url}\n\nand sign in:\n`,
  );
  for (const { who, login, password } of rows) {
    console.log(`   ${who.padEnd(width('who'))}${login.padEnd(width('login'))}${password}`);
  }
  console.log('\nCtrl-C ends it and removes everything.');
  await stack.ended;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error instanceof UsageError ? error.message : (error.stack ?? error.message));
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
