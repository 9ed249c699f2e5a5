import { ConfigError } from './config-error';
import { isUnprotected } from './database-url';
import { type Limits, limitsOf, limitVariable, limitVariables } from './limits';
import { buildSection, type SectionName, type Sections } from './sections';
import { protocolOf, type Variables, variables } from './variables';

/** A claim starts a round of writes only while this part of its lease is left. */
const LEASE_MARGIN = 3;

/** What every program has. */
export interface CommonConfig {
  readonly environment: 'development' | 'test' | 'production';
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly clockOffsetFile: string | null;
  readonly host: string;
  readonly port: number;
  readonly operationsPort: number;
  readonly trustedProxyHops: number;
  readonly limits: Limits;
  /** What an operator should know of this configuration; logged at start. Names only, no values. */
  readonly warnings: readonly string[];
}

export type Config<S extends SectionName> = CommonConfig & Readonly<Pick<Sections, S>>;

/**
 * Reads the whole configuration once, deeply frozen. Called by the programs
 * (`main.ts`) alone: everything else is handed what it needs.
 *
 * An empty variable counts as absent, as in a compose file.
 *
 * @param needed what this program cannot start without
 * @throws {ConfigError} one line that names every missing and malformed variable, and no value
 */
export function loadConfig<S extends SectionName>(
  needed: readonly S[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config<S> {
  const given = parse(environment);
  const missing: string[] = [];
  const take = (name: keyof Variables): string => {
    const value = given[name];
    if (typeof value === 'string') return value;
    if (!missing.includes(name)) missing.push(name);
    return '';
  };
  const sections = Object.fromEntries(needed.map((name) => [name, buildSection[name](given, take)]));
  if (missing.length > 0) throw new ConfigError(missing, []);
  refuseUnsafe(given, needed);
  const config: CommonConfig = {
    environment: given.NODE_ENV,
    logLevel: given.LOG_LEVEL,
    clockOffsetFile: given.CLOCK_OFFSET_FILE ?? null,
    host: given.LISTEN_HOST,
    port: given.PORT,
    operationsPort: given.OPERATIONS_PORT,
    trustedProxyHops: given.TRUSTED_PROXY_HOPS,
    limits: limitsOf(given),
    warnings: warningsOf(given, needed),
  };
  return deepFreeze({ ...config, ...(sections as Pick<Sections, S>) });
}

function parse(environment: Readonly<Record<string, string | undefined>>): Variables {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const unknown = Object.keys(present).filter(
    (name) => name.startsWith('LIMIT_') && !(name in limitVariables),
  );
  const parsed = variables.safeParse(present);
  if (parsed.success && unknown.length === 0) return parsed.data;
  throw new ConfigError(
    [],
    [
      ...(parsed.error?.issues ?? []).map((issue) => ({ name: issue.path.join('.'), wanted: issue.message })),
      // A mistyped limit would silently be the default.
      ...unknown.map((name) => ({ name, wanted: 'the name of a limit' })),
    ],
  );
}

function refuseUnsafe(given: Variables, needed: readonly SectionName[]): void {
  const invalid: { name: string; wanted: string }[] = [];
  const production = given.NODE_ENV === 'production';
  if (given.CLOCK_OFFSET_FILE !== undefined && given.COFFRE_TEST === undefined) {
    invalid.push({ name: 'CLOCK_OFFSET_FILE', wanted: 'absent outside tests (COFFRE_TEST=1)' });
  }
  if (production && given.COFFRE_TEST !== undefined) {
    invalid.push({ name: 'COFFRE_TEST', wanted: 'absent when NODE_ENV=production' });
  }
  if (production && needed.includes('mail') && given.MAIL === 'outbox') {
    invalid.push({ name: 'MAIL', wanted: 'smtp when NODE_ENV=production' });
  }
  if (production && needed.includes('publicUrl') && protocolOf(given.PUBLIC_URL ?? '') === 'http:') {
    invalid.push({ name: 'PUBLIC_URL', wanted: 'an https:// address when NODE_ENV=production' });
  }
  if (production && needed.includes('webhooks') && given.WEBHOOK_PLAIN_HTTP !== undefined) {
    invalid.push({ name: 'WEBHOOK_PLAIN_HTTP', wanted: 'absent when NODE_ENV=production' });
  }
  invalid.push(...lateCalls(limitsOf(given)));
  if (invalid.length > 0) throw new ConfigError([], invalid);
}

/** A write that lands after its lease ended would land beside somebody else's: every call ends well before. */
function lateCalls(limits: Limits): { name: string; wanted: string }[] {
  const longest = Math.floor(limits.leaseSeconds / LEASE_MARGIN);
  return (['storageCallSeconds', 'tsaCallSeconds'] as const)
    .filter((name) => limits[name] > longest)
    .map((name) => ({ name: limitVariable(name), wanted: `at most a third of the lease (${longest})` }));
}

function warningsOf(given: Variables, needed: readonly SectionName[]): string[] {
  const warnings: string[] = [];
  if (needed.includes('store') && given.STORE === 's3' && given.OBJECT_LOCK_MODE === undefined) {
    warnings.push('OBJECT_LOCK_MODE is not set: governance is used, which an administrator can bypass');
  }
  if (needed.includes('store') && given.STORE === 's3' && given.OBJECT_LOCK_MODE === 'governance') {
    warnings.push('OBJECT_LOCK_MODE is governance, which an administrator can bypass');
  }
  if (needed.includes('store') && given.STORE === 'folder' && given.NODE_ENV === 'production') {
    warnings.push('STORE is folder: no server enforces retention, one machine holds every document');
  }
  warnings.push(
    ...databasesOf(given, needed)
      .filter((name) => isUnprotected(given[name] ?? ''))
      .map((name) => `${name} leads to another machine without TLS: add sslmode=verify-full`),
  );
  if (needed.includes('webhooks') && given.WEBHOOK_NETWORKS.length > 0) {
    warnings.push('WEBHOOK_NETWORKS is set: whoever registers a webhook can have these networks called');
  }
  if (given.CLOCK_OFFSET_FILE !== undefined)
    warnings.push('CLOCK_OFFSET_FILE is set: business time is moved');
  return warnings;
}

const DATABASES = {
  apiDatabaseUrl: 'DATABASE_URL',
  workerDatabaseUrl: 'WORKER_DATABASE_URL',
  ownerDatabaseUrl: 'OWNER_DATABASE_URL',
} as const;

function databasesOf(given: Variables, needed: readonly SectionName[]) {
  const names = needed.flatMap((section) =>
    section in DATABASES ? [DATABASES[section as keyof typeof DATABASES]] : [],
  );
  return needed.includes('queue') && given.QUEUE === 'postgres'
    ? [...names, 'QUEUE_DATABASE_URL' as const]
    : names;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
