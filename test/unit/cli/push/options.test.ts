import { readOptions } from '../../../../services/cli/push/options';
import { isUsageError } from '../../../../services/cli/usage-error';

const ENVIRONMENT = {
  COFFRE_URL: 'https://coffre.example.org/api/',
  COFFRE_CLIENT_ID: 'paie',
  COFFRE_CLIENT_SECRET: 'secret',
  HOME: '/home/paie',
};
const CALL = ['paie.zip', '--employer', '219 999 999 00018', '--period', '2026-10'];

const read = (more: readonly string[] = [], environment: NodeJS.ProcessEnv = ENVIRONMENT) =>
  readOptions([...CALL, ...more], environment);

function refusal(args: readonly string[], environment: NodeJS.ProcessEnv = ENVIRONMENT): string {
  try {
    readOptions(args, environment);
  } catch (error) {
    // Node's own errors are of another realm under jest.
    const thrown = error as Error;
    if (isUsageError(thrown)) return thrown.message;
    throw error;
  }
  return 'accepted';
}

it('is what the shortest call means', () => {
  expect(read()).toEqual({
    request: {
      file: 'paie.zip',
      siret: '21999999900018',
      period: '2026-10',
      reference: null,
      kind: 'payroll',
      format: 'zip',
      source: null,
      dryRun: false,
      publishAt: null,
      report: null,
      waitMs: 21_600_000,
    },
    url: new URL('https://coffre.example.org/api/'),
    clientId: 'paie',
    secret: { value: 'secret' },
    stateFolder: expect.stringMatching(/\/\.local\/state\/coffre$/),
    trustFolder: null,
    patienceMs: 900_000,
    json: false,
    quiet: false,
    language: 'fr',
  });
});

it('takes a PDF for a merged one, and any format that is named', () => {
  const format = (file: string, ...more: string[]) =>
    readOptions([file, ...CALL.slice(1), ...more], ENVIRONMENT).request.format;
  expect([
    format('A.PDF'),
    format('a.ZIP'),
    format('a', '--format', 'pdf'),
    format('a.zip', '--format', 'x'),
  ]).toEqual(['merged-pdf', 'zip', 'pdf', 'x']);
});

it('writes an instant in UTC', () => {
  expect(read(['--publish-at', '2026-11-30T08:00:00+01:00']).request.publishAt).toBe(
    '2026-11-30T07:00:00.000Z',
  );
});

it('prefers the file of the secret to the secret, and the option to the variable', () => {
  const environment = { ...ENVIRONMENT, COFFRE_CLIENT_SECRET_FILE: '/run/secret' };
  expect(read([], environment).secret).toEqual({ file: '/run/secret' });
  expect(read(['--secret-file', 'other'], environment).secret).toEqual({ file: 'other' });
});

it.each([
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'fr_FR' }, 'fr'],
  [{ LANG: 'fr_FR', LC_MESSAGES: 'en_US' }, 'en'],
  [{ LANG: 'C' }, 'fr'],
])('%j speaks %s', (variables, language) => {
  expect(read([], { ...ENVIRONMENT, ...variables }).language).toBe(language);
  expect(read(['--lang', 'en'], { ...ENVIRONMENT, ...variables }).language).toBe('en');
});

it.each([
  ['http://127.0.0.1:8080', 'accepted'],
  ['http://localhost', 'accepted'],
  ['http://[::1]:1', 'accepted'],
  ['http://127.0.0.1.example.org', 'the URL is https://, but on this very machine'],
  ['http://coffre.example.org', 'the URL is https://, but on this very machine'],
  ['https://paie:secret@coffre.example.org', 'no credentials stand in the URL'],
  ['file:///etc/passwd', 'the URL is no https:// one'],
  ['coffre', 'the URL is no https:// one'],
])('the address %s: %s', (COFFRE_URL, expected) => {
  expect(refusal(CALL, { ...ENVIRONMENT, COFFRE_URL })).toBe(expected);
});

it.each([
  [[], 'push takes one file'],
  [['a.zip', 'b.zip'], 'push takes one file'],
  [['a.zip', '--period', '2026-10'], '--employer is missing'],
  [['a.zip', '--employer', '2199', '--period', '2026-10'], '--employer is a SIRET of 14 digits'],
  [['a.zip', '--employer', '21999999900018'], '--period is missing'],
  [[...CALL, '--period', '2026-13'], '--period is a month, YYYY-MM'],
  [['a.tar', ...CALL.slice(1)], 'the file ends neither in .zip nor in .pdf: give --format'],
  [[...CALL, '--kind', 'gift'], '--kind is one of payroll, hr, backfill'],
  [[...CALL, '--publish-at', '2026-11-30'], expect.stringContaining('--publish-at')],
  [[...CALL, '--publish-at', '2026-11-31T25:00:00Z'], expect.stringContaining('--publish-at')],
  [[...CALL, '--report', 'rapport.pdf'], '--report ends in .csv or .json'],
  [[...CALL, '--patience', '0'], '--patience is a number of seconds'],
  [[...CALL, '--wait', 'long'], '--wait is a number of seconds'],
  [[...CALL, '--lang', 'de'], '--lang is fr or en'],
  [[...CALL, '--secret', 'x'], expect.stringContaining('--secret')],
])('%j: %s', (args, message) => {
  expect(refusal(args)).toEqual(message);
});

it.each(['COFFRE_URL', 'COFFRE_CLIENT_ID', 'COFFRE_CLIENT_SECRET'])(
  'names %s where it is missing',
  (name) => {
    expect(refusal(CALL, { ...ENVIRONMENT, [name]: '' })).toMatch(new RegExp(`${name}.* is missing`));
  },
);
