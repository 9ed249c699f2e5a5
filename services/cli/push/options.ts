import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error';
import { type Language, languageOf } from './messages/messages';
import type { PushRequest } from './push-file';
import { defaultStateFolder } from './state-folder';
import { reportFormatOf } from './write-report';

/** A call of `coffre push`, read from arguments and environment. */
export interface PushOptions {
  readonly request: PushRequest;
  readonly url: URL;
  readonly clientId: string;
  /** Never an argument: those of a process are everybody's to read. */
  readonly secret: { readonly value: string } | { readonly file: string };
  readonly stateFolder: string;
  readonly trustFolder: string | null;
  readonly patienceMs: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly language: Language;
}

const FORMATS: Readonly<Record<string, string>> = { zip: 'zip', pdf: 'merged-pdf' };
const KINDS = ['payroll', 'hr', 'backfill'];
/** Without any progress at the server; a restart or a night's maintenance is shorter. */
const PATIENCE_SECONDS = '900';
/** From the submission to the end: half a million slips on one machine take less. */
const WAIT_SECONDS = '21600';

/** @throws UsageError, or what `parseArgs` throws */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): PushOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      employer: { type: 'string' },
      period: { type: 'string' },
      reference: { type: 'string' },
      kind: { type: 'string', default: 'payroll' },
      format: { type: 'string' },
      source: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'publish-at': { type: 'string' },
      report: { type: 'string' },
      url: { type: 'string' },
      'client-id': { type: 'string' },
      'secret-file': { type: 'string' },
      state: { type: 'string' },
      trust: { type: 'string' },
      patience: { type: 'string', default: PATIENCE_SECONDS },
      wait: { type: 'string', default: WAIT_SECONDS },
      json: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('push takes one file');
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  const format = values.format ?? FORMATS[ending];
  if (format === undefined) throw new UsageError('the file ends neither in .zip nor in .pdf: give --format');
  if (!KINDS.includes(values.kind)) throw new UsageError(`--kind is one of ${KINDS.join(', ')}`);
  return {
    request: {
      file,
      siret: matching('--employer', values.employer?.replace(/\s/g, ''), /^\d{14}$/, 'a SIRET of 14 digits'),
      period: matching('--period', values.period, /^\d{4}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM'),
      reference: values.reference ?? null,
      kind: values.kind,
      format,
      source: values.source ?? null,
      dryRun: values['dry-run'],
      publishAt: values['publish-at'] === undefined ? null : readInstant(values['publish-at']),
      report: readReport(values.report),
      waitMs: readSeconds('--wait', values.wait),
    },
    url: readUrl(values.url ?? environment.COFFRE_URL),
    clientId: given('COFFRE_CLIENT_ID or --client-id', values['client-id'] ?? environment.COFFRE_CLIENT_ID),
    secret: readSecret(values['secret-file'] ?? environment.COFFRE_CLIENT_SECRET_FILE, environment),
    stateFolder: values.state ?? defaultStateFolder(environment, homedir()),
    trustFolder: values.trust ?? null,
    patienceMs: readSeconds('--patience', values.patience),
    json: values.json,
    quiet: values.quiet,
    language: values.lang === undefined ? languageOf(environment) : readLanguage(values.lang),
  };
}

function given(what: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`${what} is missing`);
  return value;
}

function matching(option: string, value: string | undefined, form: RegExp, meaning: string): string {
  if (!form.test(given(option, value))) throw new UsageError(`${option} is ${meaning}`);
  return value ?? '';
}

function readSeconds(option: string, value: string): number {
  return Number(matching(option, value, /^[1-9]\d{0,6}$/, 'a number of seconds')) * 1000;
}

function readInstant(value: string): string {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
  if (!form.test(value) || Number.isNaN(Date.parse(value))) {
    throw new UsageError('--publish-at is an instant with its offset, 2026-11-30T08:00:00+01:00');
  }
  return new Date(value).toISOString();
}

function readReport(file: string | undefined): PushRequest['report'] {
  if (file === undefined) return null;
  const format = reportFormatOf(file);
  if (format === null) throw new UsageError('--report ends in .csv or .json');
  return { file, format };
}

/** Secrets and payslips travel encrypted, or do not leave the machine. */
function readUrl(text: string | undefined): URL {
  const value = given('COFFRE_URL or --url', text);
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    throw new UsageError('the URL is no https:// one');
  if (url.username !== '' || url.password !== '') throw new UsageError('no credentials stand in the URL');
  if (url.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) {
    throw new UsageError('the URL is https://, but on this very machine');
  }
  return url;
}

function readSecret(file: string | undefined, environment: NodeJS.ProcessEnv): PushOptions['secret'] {
  if (file !== undefined && file !== '') return { file };
  return {
    value: given(
      'COFFRE_CLIENT_SECRET, COFFRE_CLIENT_SECRET_FILE or --secret-file',
      environment.COFFRE_CLIENT_SECRET,
    ),
  };
}

function readLanguage(value: string): Language {
  if (value !== 'fr' && value !== 'en') throw new UsageError('--lang is fr or en');
  return value;
}
