import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import type { Route } from '../../../services/api/http/route';
import { COMMUNE, COMMUNITY } from '../directory/installation';
import {
  type Api,
  activate,
  type Credential,
  connectClient,
  employAgent,
  inviteStaff,
  openApi,
  signIn,
  takeInEmployer,
} from './api-fixture';

/** Who tries, and what they are told by what the route declares; null: it is theirs to call. */
interface Intruder {
  readonly credential: Credential;
  readonly expected: (route: Route) => number | null;
}

let api: Api;
let employerId: string;
const intruders = new Map<string, Intruder>();

/** 404 for an employer that nothing ties them to; 403 for a role that everybody knows exists. */
function outsider({ access }: Route): number | null {
  if (access === 'public' || access === 'signed-in') return null;
  return typeof access === 'object' ? 404 : 403;
}

function insider(...held: string[]): Intruder['expected'] {
  return (route) => {
    if (typeof route.access !== 'object') return outsider(route);
    return route.access.employer.some((allowed) => held.includes(allowed)) ? null : 403;
  };
}

const everyone401 = ({ access }: Route) => (access === 'public' ? null : 401);

beforeAll(async () => {
  api = await openApi();
  const { app, installation } = api;
  const early = await activate(app, { code: installation.operatorCode, login: 'operateur@example.org' });
  employerId = await takeInEmployer(app, early, COMMUNE);
  const expiredSession = await inviteStaff(app, early, employerId, 'hr');
  const expiredToken = await connectClient(app, early, employerId, ['deposit', 'read', 'directory']);

  installation.moveTo('2026-10-17T09:00:00Z');
  const operator = await signIn(app, 'operateur@example.org');
  const otherEmployer = await takeInEmployer(app, operator, COMMUNITY);
  const otherHr = await inviteStaff(app, operator, otherEmployer, 'hr');
  const agent = await employAgent(app, otherHr, { id: otherEmployer, siret: COMMUNITY }, '00042');
  const reader = await inviteStaff(app, operator, employerId, 'hr-reader');

  // Their session stays open: the role alone is gone.
  const invited = await supertest(app)
    .post(`/v1/employers/${employerId}/users`)
    .set(operator)
    .send({ role: 'hr', address: 'ancien@example.org' });
  const former = await activate(app, { code: invited.body.code });
  const { body: session } = await supertest(app).get('/v1/session').set(former);
  const revoked = await supertest(app)
    .delete(`/v1/employers/${employerId}/users/${session.accountId}/roles/hr`)
    .set(operator);
  expect(revoked.status).toBe(204);

  const depositor = await connectClient(app, operator, employerId, ['deposit']);
  const otherClient = await connectClient(app, operator, otherEmployer, ['deposit', 'read', 'directory']);
  intruders.set('nobody', { credential: {}, expected: everyone401 });
  intruders.set('an expired session', { credential: expiredSession, expected: everyone401 });
  intruders.set('an expired token', { credential: expiredToken, expected: everyone401 });
  intruders.set('another employer’s officer', { credential: otherHr, expected: outsider });
  intruders.set('a former officer', { credential: former, expected: outsider });
  intruders.set('an agent', {
    credential: agent,
    // Their own vaults hold nothing of what is asked for.
    expected: (route) =>
      route.access === 'agent' ? (route.params === undefined ? null : 404) : outsider(route),
  });
  intruders.set('a reader', { credential: reader, expected: insider('hr-reader') });
  intruders.set('a client with one scope', {
    credential: depositor,
    expected: (route) => (route.access === 'signed-in' ? 403 : insider('client:deposit')(route)),
  });
  intruders.set('another employer’s client', {
    credential: otherClient,
    expected: (route) => (route.access === 'signed-in' ? 403 : outsider(route)),
  });
});

afterAll(() => api.installation.stop());

function pathOf(route: Route): string {
  return route.path
    .replace('{employerId}', employerId)
    .replace('{role}', 'hr')
    .replaceAll(/\{\w+\}/g, () => randomUUID());
}

describe('no route', () => {
  it.each([
    'nobody',
    'an expired session',
    'an expired token',
    'another employer’s officer',
    'a former officer',
    'an agent',
    'a reader',
    'a client with one scope',
    'another employer’s client',
  ])('lets in %s', async (name) => {
    const intruder = intruders.get(name);
    if (intruder === undefined) throw new Error('no such intruder');
    const tried: string[] = [];
    for (const route of api.routes) {
      const expected = intruder.expected(route);
      if (expected === null) continue;
      const answer = await supertest(api.app)[route.method](pathOf(route)).set(intruder.credential);
      const label = `${route.method} ${route.path}`;
      expect([label, answer.status]).toEqual([label, expected]);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      tried.push(label);
    }
    expect(tried.length).toBeGreaterThan(5);
  });

  it('is without a case: each that is not public refuses nobody and an outsider', () => {
    for (const route of api.routes.filter(({ access }) => access !== 'public')) {
      expect(everyone401(route)).toBe(401);
      if (route.access !== 'signed-in') expect(outsider(route)).not.toBeNull();
    }
  });

  it('refuses somebody known without a trace', async () => {
    const count = async () => {
      const [row] = await api.installation.look<{ n: number }>(
        `select count(*)::int as n from journal_entry where action = 'access-refused'`,
      );
      return row?.n ?? 0;
    };
    const before = await count();
    const otherHr = intruders.get('another employer’s officer')?.credential ?? {};
    await supertest(api.app).get(`/v1/employers/${employerId}/agents`).set(otherHr);
    expect(await count()).toBe(before + 1);
  });
});
