import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { variables } from '../../../infra/config/variables';
import {
  type ComposeFile,
  composeText,
  interpolations,
  ROOT,
  readCompose,
  type Service,
} from './compose-file';

/** No container runtime judges the file here: these are rules about what it says. */
const compose: ComposeFile = readCompose();
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const waitedFor = (condition: string) =>
  new Set(
    services.flatMap(([, { depends_on = {} }]) =>
      Object.entries(depends_on).flatMap(([name, wait]) => (wait.condition === condition ? [name] : [])),
    ),
  );
const jobs = waitedFor('service_completed_successfully');

function named(name: string): Service {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}

/** `SECRET`, `PASSWORD`… hold one; a name that ends in `_FILE` holds a path. */
function holdsSecret(name: string): boolean {
  return /PASSWORD|SECRET|TOKEN|PRIVATE|_KEY\b|ACCESS_KEY|SMTP_URL/.test(name) && !name.endsWith('_FILE');
}

it('has the parts of an installation', () => {
  expect(services.map(([name]) => name).sort()).toEqual([
    'api',
    'postgres',
    'prepare',
    's3',
    's3-volume',
    'valkey',
    'worker',
  ]);
});

describe.each(services)('service %s', (name, service) => {
  it('is restarted and probed, or is a job that others wait for', () => {
    if (jobs.has(name)) {
      expect(service.restart).toBe('no');
    } else {
      expect(service.restart).toBe('unless-stopped');
      expect(service.healthcheck?.test[0]).toMatch(/^CMD/);
    }
  });

  it('runs an image pinned by version', () => {
    expect(service.image).toMatch(/^[\w./-]+:v?\d+\.\d+(\.\d+)?(-\w+)?$/);
    expect(service.image).not.toMatch(/latest/);
  });

  it('has no right that it does not need', () => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.cap_add ?? []).toEqual(name === 's3-volume' ? ['CHOWN'] : []);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    for (const volume of service.volumes ?? [])
      expect(volume).not.toMatch(/docker\.sock|^\/(etc|proc|sys)?:/);
  });

  it('does not run as root, the job that only gives away a volume excepted', () => {
    // Our own image names its user itself (containerfile.test.ts).
    if (service.build !== undefined) expect(service.user).toBeUndefined();
    else if (name === 's3-volume') expect(service.network_mode).toBe('none');
    else expect(service.user).toMatch(/^[1-9]\d+:[1-9]\d+$/);
  });

  it('waits only for services that can give what it waits for', () => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(['service_healthy', 'service_completed_successfully']).toContain(condition);
      if (condition === 'service_healthy') expect(named(other).healthcheck).toBeDefined();
      else expect(named(other).restart).toBe('no');
    }
  });

  it('uses declared volumes, files that exist, declared secrets, configs and networks', () => {
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(existsSync(path.join(ROOT, source))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
    for (const secret of service.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
    for (const { source } of service.configs ?? []) expect(Object.keys(compose.configs)).toContain(source);
    for (const network of service.networks ?? []) expect(Object.keys(compose.networks)).toContain(network);
  });

  it('states no secret, and no password inside an address', () => {
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (holdsSecret(variable)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      const [, password] = /:\/\/[^/:@]*:((?:\$\{[^}]*\}|[^@/])*)@/.exec(value) ?? [];
      if (password !== undefined) expect(password).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    }
  });
});

it('gives a default to nothing that could be a secret', () => {
  const defaults = interpolations(composeText()).filter(({ kind }) => kind !== '?');
  expect([...new Set(defaults.map(({ name }) => name))].sort()).toEqual([
    'COFFRE_PORT',
    'LOG_LEVEL',
    'TRUSTED_PROXY_HOPS',
    'WEBHOOK_NETWORKS',
    'WEBHOOK_PORTS',
  ]);
});

it('builds our programs from one image, of this version', () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(ours.map(([name]) => name).sort()).toEqual(['api', 'prepare', 'worker']);
  for (const [, service] of ours) {
    expect(service.image).toBe(`coffre-fort-agents:${version}`);
    expect(existsSync(path.join(ROOT, service.build?.dockerfile ?? ''))).toBe(true);
  }
});

describe.each(ours)('our program %s', (_name, service) => {
  it('is given variables that the product reads, and no other', () => {
    const known = Object.keys(variables.shape);
    for (const variable of Object.keys(service.environment ?? {})) expect(known).toContain(variable);
  });

  it('runs as production, and reads files that are mounted', () => {
    expect(service.environment?.NODE_ENV).toBe('production');
    const mounted = [
      ...(service.secrets ?? []).map((secret) => `/run/secrets/${secret}`),
      ...(service.configs ?? []).map(({ target }) => target),
    ];
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (variable.endsWith('_FILE')) expect(mounted).toContain(value);
    }
  });

  it('asks for the lock mode instead of choosing one', () => {
    expect(service.environment?.OBJECT_LOCK_MODE).toMatch(/^\$\{OBJECT_LOCK_MODE:\?/);
  });
});

it('keeps each database role and each signing key from the programs that do not use it', () => {
  const holders = (variable: string) =>
    services.flatMap(([name, { environment = {} }]) => (variable in environment ? [name] : []));
  expect(holders('DATABASE_URL')).toEqual(['api']);
  expect(holders('WORKER_DATABASE_URL')).toEqual(['worker']);
  expect(holders('OWNER_DATABASE_URL')).toEqual(['prepare']);
  expect(holders('POSTGRES_PASSWORD')).toEqual(['postgres']);
  expect(named('api').secrets).toEqual(['kek']);
  expect(named('prepare').secrets).toBeUndefined();
  expect(named('worker').secrets?.sort()).toEqual(['journal_key', 'kek', 'seal_p12', 'seal_p12_password']);
});

it('publishes the API alone, to the machine alone', () => {
  const published = services.filter(([, { ports }]) => ports !== undefined);
  expect(published.map(([name]) => name)).toEqual(['api']);
  for (const port of named('api').ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
});

it('shuts database, queue and objects into a network without a way out', () => {
  expect(compose.networks.inside?.internal).toBe(true);
  for (const name of ['postgres', 'valkey', 's3', 'prepare'])
    expect(named(name).networks).toEqual(['inside']);
});

it('runs a queue that evicts nothing and logs every write', () => {
  const command = named('valkey').command?.join(' ') ?? '';
  expect(command).toMatch(/--maxmemory-policy noeviction\b/);
  expect(command).toMatch(/--appendonly yes\b/);
  expect(command).toMatch(/requirepass/);
});

it('runs an S3 server that keeps versions outside the objects, as Object Lock needs', () => {
  const { VGW_BACKEND_ARG: objects = '', VGW_VERSIONING_DIR: versions = '' } = named('s3').environment ?? {};
  expect(versions).not.toBe('');
  expect(path.relative(objects, versions)).toMatch(/^\.\./);
});
