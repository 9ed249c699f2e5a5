import type { Variables } from './variables';

export type QueueConfig =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'redis'; readonly url: string };

export type StoreConfig =
  | { readonly kind: 'folder'; readonly directory: string }
  | {
      readonly kind: 's3';
      readonly endpoint: string;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly bucketPrefix: string;
      readonly lockMode: 'governance' | 'compliance';
    };

export type MailConfig =
  | { readonly kind: 'outbox'; readonly directory: string }
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string };

/** What only some programs need. A program names its sections, and starts only if each is complete. */
export interface Sections {
  readonly apiDatabaseUrl: string;
  readonly workerDatabaseUrl: string;
  readonly ownerDatabaseUrl: string;
  readonly queue: QueueConfig;
  readonly store: StoreConfig;
  readonly mail: MailConfig;
  readonly kekFile: string;
  readonly journalKeyFile: string;
  /** What proofs are checked against: public. */
  readonly trust: {
    readonly sealCaFile: string;
    readonly tsaCaFile: string;
    readonly journalVkeyFile: string;
  };
  readonly tsa: { readonly url: string; readonly caFile: string };
  readonly seal: { readonly p12File: string; readonly passwordFile: string };
  readonly publicUrl: string;
  /** Where webhooks may lead. */
  readonly webhooks: {
    readonly ports: readonly number[];
    /** CIDRs beside the public internet. */
    readonly networks: readonly string[];
    readonly plainHttp: boolean;
  };
  readonly portal: {
    readonly productName: string;
    readonly logoFile: string | null;
    /** `#rrggbb` */
    readonly accent: string;
    readonly accentDark: string;
  };
}

export type SectionName = keyof Sections;

/** Takes a variable, or notes it as missing and gives an empty string that never leaves `loadConfig`. */
export type Take = (name: keyof Variables) => string;

export const buildSection: { readonly [S in SectionName]: (given: Variables, take: Take) => Sections[S] } = {
  apiDatabaseUrl: (_given, take) => take('DATABASE_URL'),
  workerDatabaseUrl: (_given, take) => take('WORKER_DATABASE_URL'),
  ownerDatabaseUrl: (_given, take) => take('OWNER_DATABASE_URL'),
  queue: (given, take) =>
    given.QUEUE === 'redis'
      ? { kind: 'redis', url: take('REDIS_URL') }
      : { kind: 'postgres', url: take('QUEUE_DATABASE_URL') },
  store: (given, take) =>
    given.STORE === 'folder'
      ? { kind: 'folder', directory: take('STORE_DIR') }
      : {
          kind: 's3',
          endpoint: take('S3_ENDPOINT'),
          region: given.S3_REGION,
          accessKeyId: take('S3_ACCESS_KEY_ID'),
          secretAccessKey: take('S3_SECRET_ACCESS_KEY'),
          bucketPrefix: given.S3_BUCKET_PREFIX,
          // Compliance retention cannot be undone by anyone: never on somebody's server without being asked.
          lockMode: given.OBJECT_LOCK_MODE ?? 'governance',
        },
  mail: (given, take) =>
    given.MAIL === 'outbox'
      ? { kind: 'outbox', directory: take('MAIL_OUTBOX_DIR') }
      : { kind: 'smtp', url: take('SMTP_URL'), from: take('MAIL_FROM') },
  kekFile: (_given, take) => take('KEK_FILE'),
  journalKeyFile: (_given, take) => take('JOURNAL_KEY_FILE'),
  trust: (_given, take) => ({
    sealCaFile: take('SEAL_CA_FILE'),
    tsaCaFile: take('TSA_CA_FILE'),
    journalVkeyFile: take('JOURNAL_VKEY_FILE'),
  }),
  tsa: (_given, take) => ({ url: take('TSA_URL'), caFile: take('TSA_CA_FILE') }),
  seal: (_given, take) => ({ p12File: take('SEAL_P12_FILE'), passwordFile: take('SEAL_P12_PASSWORD_FILE') }),
  publicUrl: (_given, take) => {
    const url = take('PUBLIC_URL');
    return url === '' ? url : new URL(url).origin;
  },
  webhooks: (given) => ({
    ports: given.WEBHOOK_PORTS,
    networks: given.WEBHOOK_NETWORKS,
    plainHttp: given.WEBHOOK_PLAIN_HTTP !== undefined,
  }),
  portal: (given) => ({
    productName: given.PORTAL_NAME,
    logoFile: given.PORTAL_LOGO_FILE ?? null,
    accent: given.PORTAL_ACCENT,
    accentDark: given.PORTAL_ACCENT_DARK,
  }),
};
