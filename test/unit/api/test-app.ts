import { Writable } from 'node:stream';
import type { Express } from 'express';
import { createLogger } from '../../../infra/telemetry/create-logger';
import { createApp } from '../../../services/api/app';
import type { Gate } from '../../../services/api/gate';
import type { Route } from '../../../services/api/http/route';
import { IdentityError } from '../../../services/identity/errors';
import type { AccountPrincipal, ClientPrincipal } from '../../../services/identity/principal';

export const PUBLIC_URL = 'https://coffre.example';
export const SESSION = 'session-token';
export const TOKEN = 'bearer-token';
export const CSRF = 'csrf-token';
export const EMPLOYER = '01932f6e-7c1a-7cc1-8f4e-2b6d1a9e0c11';
export const OTHER_EMPLOYER = '01932f6e-7c1a-7cc1-8f4e-2b6d1a9e0c12';
export const COOKIE = `__Host-coffre-session=${SESSION}`;

const person: AccountPrincipal = {
  kind: 'account',
  accountId: '01932f6e-7c1a-7cc1-8f4e-2b6d1a9e0c01',
  sessionId: '01932f6e-7c1a-7cc1-8f4e-2b6d1a9e0c02',
  operatorAdmin: false,
  grants: [{ employerId: EMPLOYER, role: 'hr' }],
  vaults: [],
};
const machine: ClientPrincipal = {
  kind: 'client',
  clientId: '01932f6e-7c1a-7cc1-8f4e-2b6d1a9e0c03',
  employerId: EMPLOYER,
  scopes: ['deposit'],
};

export interface TestApp {
  readonly app: Express;
  readonly refusals: string[];
  readonly log: string[];
  /** Codes of what was refused or failed. */
  readonly problems: string[];
  readonly observed: { route: string; status: number }[];
}

/** The mechanism over routes of a test; one session and one token hold. */
export function createTestApp(
  routes: readonly Route[],
  { perMinute = 1000, wait = null }: { perMinute?: number; wait?: number | null } = {},
): TestApp {
  const refusals: string[] = [];
  const log: string[] = [];
  const observed: TestApp['observed'] = [];
  const problems: string[] = [];
  const gate: Gate = {
    authenticateSession: async (token) => {
      if (token !== SESSION) throw new IdentityError('not-authenticated');
      return person;
    },
    authenticateToken: async (token) => {
      if (token !== TOKEN) throw new IdentityError('not-authenticated');
      return machine;
    },
    isCsrfToken: (session, presented) => session === SESSION && presented === CSRF,
    recordRefusal: async (principal, { code, employerId = '-', documentId = '-' }) => {
      refusals.push(`${principal.kind} ${code} ${employerId} ${documentId}`);
    },
  };
  const destination = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const app = createApp(routes, {
    gate,
    rateLimiter: { take: async () => wait },
    once: { run: async (_request, work) => ({ value: (await work()).value }) },
    logger: createLogger({ level: 'info', program: 'test', destination }),
    settings: {
      publicUrl: PUBLIC_URL,
      trustedProxyHops: 0,
      limits: {
        jsonBodyBytes: 1024,
        csvBodyBytes: 4096,
        uploadBytes: 1024 * 1024,
        documentBytes: 1024 * 1024,
        verifyBytes: 1_000_000,
        signInAttemptsPerMinute: perMinute,
        activationsPerMinute: perMinute,
        tokenRequestsPerMinute: perMinute,
        verificationsPerMinute: perMinute,
        idempotencyAnswerBytes: 1_000_000,
        uploadBytesPerSecond: 1,
        uploadPaceSeconds: 30,
        uploadsAtOnce: 3,
        uploadsAtOnceOfEmployer: 2,
      },
    },
    observeProblem: (code) => problems.push(code),
    observeRequest: ({ route, status }) => observed.push({ route, status }),
  });
  return { app, refusals, log, observed, problems };
}
