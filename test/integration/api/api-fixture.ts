import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import supertest from 'supertest';
import type { Logger } from '../../../infra/ports/logger';
import type { ObjectStore } from '../../../infra/ports/object-store';
import { createRateLimiter } from '../../../infra/postgres/rate-limiter';
import { createApp } from '../../../services/api/app';
import { createGate, createOnce } from '../../../services/api/gate';
import { createRoutes } from '../../../services/api/routes';
import type { PortalSettings } from '../../../services/api/routes/portal';
import type { IngestionDeps } from '../../../services/ingestion/deps';
import type { PageRenderer } from '../../../services/ingestion/page-image/page-renderer';
import type { WebhookDeps } from '../../../services/ingestion/webhooks/deps';
import type { SealVerifier } from '../../../services/sealing/verify/seal-verifier';
import { type Installation, openInstallation } from '../directory/installation';

export const PUBLIC_URL = 'http://coffre.test';
export const PASSWORD = 'une phrase assez longue';

export const PORTAL: PortalSettings = {
  productName: 'Coffre-fort Agents',
  logo: { contentType: 'image/svg+xml', content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  accent: '#1f4e8c',
  accentDark: '#9cc2ff',
  publicUrl: PUBLIC_URL,
};

export interface Api {
  readonly installation: Installation;
  readonly app: Express;
}

/** A part that no test here may reach. */
function unused<T extends object>(name: string): T {
  const refuse = () => {
    throw new Error(`${name} was used`);
  };
  return new Proxy({} as T, { get: refuse });
}

/** The whole API on a real PostgreSQL; nothing is uploaded or downloaded here. */
export async function openApi(signInAttemptsPerMinute = 10_000): Promise<Api> {
  const installation = await openInstallation();
  const { deps } = installation;
  const store = unused<ObjectStore>('store');
  const quiet: Logger = {
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    child: () => quiet,
  };
  const routes = createRoutes({
    directory: deps,
    identity: deps,
    ingestion: {
      ...deps,
      store,
      doorbell: unused<IngestionDeps['doorbell']>('doorbell'),
      logger: quiet,
      limits: unused<IngestionDeps['limits']>('limits'),
      renderer: unused<PageRenderer>('renderer'),
    },
    webhooks: {
      ...deps,
      doorbell: unused<IngestionDeps['doorbell']>('doorbell'),
      logger: quiet,
      limits: unused<WebhookDeps['limits']>('limits'),
      outbound: unused<WebhookDeps['outbound']>('outbound'),
    },
    documents: { ...deps, store },
    journal: deps,
    trust: { sealCa: 'seal', tsaCa: 'tsa', journalKey: 'key' },
    verifier: unused<SealVerifier>('verifier'),
    portal: { ...deps, settings: PORTAL },
    publicUrl: PUBLIC_URL,
  });
  const app = createApp(routes, {
    gate: createGate(deps),
    rateLimiter: createRateLimiter(deps.uow),
    once: createOnce({ ...deps, logger: quiet }),
    logger: quiet,
    settings: {
      publicUrl: PUBLIC_URL,
      trustedProxyHops: 1,
      limits: {
        jsonBodyBytes: 65_536,
        csvBodyBytes: 1_000_000,
        uploadBytes: 1_000_000,
        documentBytes: 1_000_000,
        verifyBytes: 1_000_000,
        signInAttemptsPerMinute,
        activationsPerMinute: 10_000,
        tokenRequestsPerMinute: 10_000,
        verificationsPerMinute: 10_000,
        idempotencyAnswerBytes: 1_000_000,
        uploadBytesPerSecond: 1,
        uploadPaceSeconds: 30,
        uploadsAtOnce: 32,
        uploadsAtOnceOfEmployer: 32,
      },
    },
    observeProblem: () => undefined,
    observeRequest: () => undefined,
  });
  return { installation, app };
}

/** Headers that make a request somebody's. */
export type Credential = Readonly<Record<string, string>>;

export async function signIn(app: Express, login: string): Promise<Credential> {
  const answer = await supertest(app).post('/v1/session').send({ login, password: PASSWORD });
  expect(answer.status).toBe(201);
  const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
  return { Cookie: cookie, 'X-CSRF-Token': answer.body.csrfToken };
}

export async function activate(
  app: Express,
  activation: { readonly code: string; readonly birthDate?: string; readonly login?: string },
): Promise<Credential> {
  const login = activation.login ?? `${randomUUID()}@example.org`;
  const answer = await supertest(app)
    .post('/v1/activations')
    .send({ ...activation, login, password: PASSWORD });
  expect(answer.body).toMatchObject({ login });
  return signIn(app, login);
}

export async function takeInEmployer(app: Express, operator: Credential, siret: string): Promise<string> {
  const answer = await supertest(app)
    .post('/v1/employers')
    .set(operator)
    .send({ siret, name: `Employeur ${siret}`, noticeDate: '2026-01-01' });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

export async function inviteStaff(
  app: Express,
  operator: Credential,
  employerId: string,
  role: 'hr' | 'hr-reader',
): Promise<Credential> {
  const answer = await supertest(app)
    .post(`/v1/employers/${employerId}/users`)
    .set(operator)
    .send({ role, address: `${role}-${employerId}@example.org` });
  expect(answer.status).toBe(201);
  return activate(app, { code: answer.body.code });
}

export async function connectClient(
  app: Express,
  operator: Credential,
  employerId: string,
  scopes: readonly string[],
): Promise<Credential> {
  const created = await supertest(app)
    .post(`/v1/employers/${employerId}/clients`)
    .set(operator)
    .send({ name: 'Logiciel de paie', scopes });
  expect(created.status).toBe(201);
  const token = await supertest(app)
    .post('/oauth2/token')
    .type('form')
    .auth(created.body.clientId, created.body.clientSecret)
    .send({ grant_type: 'client_credentials' });
  expect(token.body).toMatchObject({ token_type: 'Bearer', scope: scopes.join(' ') });
  return { Authorization: `Bearer ${token.body.access_token}` };
}

export async function employAgent(
  app: Express,
  hr: Credential,
  employer: { readonly id: string; readonly siret: string },
  payrollNumber: string,
): Promise<Credential> {
  const head =
    'employerSiret;payrollNumber;familyName;usageName;givenName;birthDate;personalEmail;startDate;endDate';
  const imported = await supertest(app)
    .post(`/v1/employers/${employer.id}/agents/import`)
    .set(hr)
    .set('Content-Type', 'text/csv')
    .send(`${head}\n${employer.siret};${payrollNumber};MARTIN;;Odile;1980-02-03;;2020-01-01;\n`);
  expect(imported.body).toMatchObject({ created: 1, errors: [] });
  const listed = await supertest(app).get(`/v1/employers/${employer.id}/agents`).set(hr);
  const agent = listed.body.items.find(
    (item: { payrollNumber: string }) => item.payrollNumber === payrollNumber,
  );
  const issued = await supertest(app)
    .post(`/v1/employers/${employer.id}/agents/${agent.id}/activation-code`)
    .set(hr);
  expect(issued.status).toBe(201);
  return activate(app, { code: issued.body.code, birthDate: '1980-02-03' });
}
