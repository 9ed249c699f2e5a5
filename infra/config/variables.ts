import { z } from 'zod';
import { limitVariables, wholeNumber } from './limits';
import { isNetwork } from './network';
import { isLegibleOnDark, isLegibleOnLight } from './portal-colours';

function address(...protocols: string[]) {
  const wanted = `an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return z.string().refine((value) => protocols.includes(protocolOf(value)), wanted);
}

export function protocolOf(value: string): string {
  try {
    return new URL(value).protocol;
  } catch {
    return '';
  }
}

function oneOf<const T extends readonly [string, ...string[]]>(...values: T) {
  return z.enum(values, { error: `one of ${values.join(', ')}` });
}

function colour(isLegible: (value: string) => boolean, background: string) {
  const wanted = `a colour #rrggbb with a contrast of at least 4.5:1 against ${background}`;
  return z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, wanted)
    .refine((value) => isLegible(value), wanted);
}

function listOf(wanted: string, isOne: (part: string) => boolean) {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every(isOne), wanted);
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}

const database = () => address('postgres:', 'postgresql:').optional();
const file = () => z.string().optional();

/** Every variable that the product reads: its form, and its default where it has one. */
export const variables = z.object({
  /** Where nothing is said, what is refused in production is refused. */
  NODE_ENV: oneOf('development', 'test', 'production').default('production'),
  /** `1` in tests only: allows {@link CLOCK_OFFSET_FILE}. */
  COFFRE_TEST: oneOf('1').optional(),
  /** Offset of business time in milliseconds, shared by every process of a test. */
  CLOCK_OFFSET_FILE: file(),
  LOG_LEVEL: oneOf('error', 'warn', 'info', 'debug').default('info'),

  /** Role coffre_api. */
  DATABASE_URL: database(),
  /** Role coffre_worker. */
  WORKER_DATABASE_URL: database(),
  /** Role coffre_owner: migrations only. */
  OWNER_DATABASE_URL: database(),

  QUEUE: oneOf('postgres', 'redis').default('redis'),
  /** Role coffre_queue, schema bullmq. */
  QUEUE_DATABASE_URL: database(),
  REDIS_URL: address('redis:', 'rediss:').optional(),

  STORE: oneOf('folder', 's3').default('s3'),
  STORE_DIR: file(),
  S3_ENDPOINT: address('http:', 'https:').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_BUCKET_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'up to 40 of a-z, 0-9 and -')
    .default('coffre'),
  OBJECT_LOCK_MODE: oneOf('governance', 'compliance').optional(),

  KEK_FILE: file(),
  JOURNAL_KEY_FILE: file(),
  /** The public half, whose name is the log's origin: what verifiers keep. */
  JOURNAL_VKEY_FILE: file(),
  TSA_URL: address('http:', 'https:').optional(),
  TSA_CA_FILE: file(),
  /** Roots that seals of this installation chain to. */
  SEAL_CA_FILE: file(),
  SEAL_P12_FILE: file(),
  SEAL_P12_PASSWORD_FILE: file(),

  MAIL: oneOf('outbox', 'smtp').default('smtp'),
  MAIL_OUTBOX_DIR: file(),
  SMTP_URL: address('smtp:', 'smtps:').optional(),
  /** Sender of mails by SMTP. */
  MAIL_FROM: z.string().optional(),

  /** Not `HOST`, which shells set to the machine's name. */
  LISTEN_HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8080),
  /** Always on loopback. */
  OPERATIONS_PORT: wholeNumber(0, 65_535).default(9464),
  /** What a browser types: scheme, host and port, without a path. */
  PUBLIC_URL: address('http:', 'https:').optional(),
  /** Reverse proxies in front of the API: how many hops of X-Forwarded-For are ours. */
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10).default(0),

  /** Ports that webhooks may lead to. */
  WEBHOOK_PORTS: listOf('ports, separated by commas', isPort)
    .transform((ports) => ports.map(Number))
    .default([443]),
  /** Networks that they may lead to although they are not of the public internet: an installation's own. */
  WEBHOOK_NETWORKS: listOf('CIDR networks, separated by commas', isNetwork).default([]),
  /** `1`: to this machine without TLS, too; refused in production. */
  WEBHOOK_PLAIN_HTTP: oneOf('1').optional(),

  /** What the portal is called. */
  PORTAL_NAME: z
    .string()
    .regex(/^[^\p{C}]{1,80}$/u, 'a name of up to 80 characters')
    .default('Coffre-fort Agents'),
  /** SVG or PNG. */
  PORTAL_LOGO_FILE: file(),
  /** Of links and buttons: in the light theme, in the dark one. */
  PORTAL_ACCENT: colour(isLegibleOnLight, 'white').default('#1f4e8c'),
  PORTAL_ACCENT_DARK: colour(isLegibleOnDark, 'the dark background (#14171c)').default('#9cc2ff'),

  ...limitVariables,
});

export type Variables = z.output<typeof variables>;
