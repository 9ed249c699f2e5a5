import { type ApiClient, createApiClient } from '../../../services/portal/api/client';
import { ApiProblem, isWorthRetrying, NoAnswer, SessionLeft } from '../../../services/portal/api/failures';
import { destinationAfterSignIn, homeOf } from '../../../services/portal/session/home-of';
import { createSessionStore, type SessionStore } from '../../../services/portal/session/session-store';

type Session = ReturnType<typeof sessionOf>;

function sessionOf(csrfToken: string) {
  return {
    accountId: '01900000-0000-7000-8000-000000000001',
    login: 'agent@example.org',
    csrfToken,
    endsAt: '2026-10-27T20:00:00Z',
    operatorAdmin: false,
    employments: [{ employmentId: 'e', employerId: 'x', employerName: 'Commune de Montfleury' }],
    grants: [],
  } as unknown as Awaited<ReturnType<SessionStore['signIn']>>;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
}

/** A server of a few lines: what it answers next, and what it was asked. */
function server(answers: readonly (Response | Error)[]): Asked[] {
  const left = [...answers];
  const asked: Asked[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (address, request) => {
    const headers = new Headers(request?.headers);
    asked.push({
      method: request?.method ?? 'GET',
      path: String(address),
      token: headers.get('x-csrf-token'),
    });
    const answer = left.shift();
    if (answer === undefined) throw new Error(`nothing left to answer to ${String(address)}`);
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return asked;
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const problem = (status: number, code: string) => json({ code }, status);
/** Lets what was settled run on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

let api: ApiClient;
let store: SessionStore;
const reload = jest.fn();
beforeEach(() => {
  api = createApiClient();
  store = createSessionStore(api, reload);
});
afterEach(() => {
  jest.restoreAllMocks();
  reload.mockClear();
});

const CREDENTIALS = { login: 'agent@example.org', password: 'quatre mots sans lien' };
const change = () => api.call('DELETE /v1/sessions', {});

describe('a session that ends in the middle of something', () => {
  it('keeps the call waiting until the person signed in again, and sends it with the new token', async () => {
    const asked = server([
      json(sessionOf('first')),
      problem(401, 'not-authenticated'),
      json(sessionOf('second')),
      new Response(null, { status: 204 }),
    ]);
    await store.load();
    const call = change();
    await settled();
    expect(store.state().kind).toBe('ended');
    await store.signIn(CREDENTIALS);
    await expect(call).resolves.toBeUndefined();
    expect(asked.map(({ token }) => token)).toEqual([null, 'first', 'first', 'second']);
    expect(store.state().kind).toBe('signed-in');
  });

  it('asks once, however many calls found out', async () => {
    server([
      json(sessionOf('first')),
      problem(401, 'not-authenticated'),
      problem(401, 'not-authenticated'),
      json(sessionOf('second')),
      new Response(null, { status: 204 }),
      new Response(null, { status: 204 }),
    ]);
    await store.load();
    const states: string[] = [];
    store.subscribe(() => states.push(store.state().kind));
    const calls = [change(), change()];
    await settled();
    await store.signIn(CREDENTIALS);
    await Promise.all(calls);
    expect(states).toEqual(['ended', 'signed-in']);
  });

  it('fails what waits when the person leaves', async () => {
    server([json(sessionOf('first')), problem(401, 'not-authenticated')]);
    await store.load();
    const call = change();
    await settled();
    store.leave();
    await expect(call).rejects.toBeInstanceOf(SessionLeft);
    expect(store.state().kind).toBe('signed-out');
  });

  it('keeps the dialog open when the password is wrong', async () => {
    server([json(sessionOf('first')), problem(401, 'not-authenticated'), problem(401, 'sign-in-refused')]);
    await store.load();
    change().catch(() => undefined);
    await settled();
    await expect(store.signIn(CREDENTIALS)).rejects.toMatchObject({ code: 'sign-in-refused' });
    expect(store.state().kind).toBe('ended');
  });

  it('reads the token of another tab and goes on', async () => {
    const asked = server([
      json(sessionOf('first')),
      problem(403, 'csrf-token-invalid'),
      json(sessionOf('other-tab')),
      new Response(null, { status: 204 }),
    ]);
    await store.load();
    await change();
    expect(asked.at(-1)?.token).toBe('other-tab');
    expect(reload).not.toHaveBeenCalled();
  });

  it('begins anew where another tab signed in as somebody else', async () => {
    const other = { ...sessionOf('other-tab'), accountId: '01900000-0000-7000-8000-000000000002' };
    server([json(sessionOf('first')), problem(403, 'csrf-token-invalid'), json(other)]);
    await store.load();
    await expect(change()).rejects.toBeInstanceOf(SessionLeft);
    expect(reload).toHaveBeenCalledTimes(1);
  });
});

describe('signing out', () => {
  it('holds here where the session had ended already, but does not claim it elsewhere', async () => {
    server([json(sessionOf('first')), problem(401, 'not-authenticated'), problem(401, 'not-authenticated')]);
    await store.load();
    await expect(store.signOut('everywhere')).rejects.toBeInstanceOf(ApiProblem);
    expect(store.state().kind).toBe('signed-in');
    await store.signOut('here');
    expect(store.state().kind).toBe('signed-out');
  });

  it('fails where nobody answered', async () => {
    server([json(sessionOf('first')), new TypeError('fetch failed')]);
    await store.load();
    await expect(store.signOut('here')).rejects.toBeInstanceOf(NoAnswer);
    expect(store.state().kind).toBe('signed-in');
  });
});

describe('answers that are none of the API', () => {
  it('of a proxy are problems with a code made of their status', async () => {
    server([new Response('<html>502</html>', { status: 502, headers: { 'retry-after': '30' } })]);
    const failure = await change().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'http-502', status: 502, retryAfterSeconds: 30, requestId: null });
    expect(isWorthRetrying(failure)).toBe(false);
  });

  it('of no server at all are worth another try', async () => {
    server([new TypeError('fetch failed')]);
    const failure = await change().catch((error: unknown) => error);
    expect(isWorthRetrying(failure)).toBe(true);
  });
});

describe('where signing in leads', () => {
  const agent: Session = sessionOf('t');
  it('is the page that was wanted, never another site', () => {
    expect(destinationAfterSignIn('/historique', agent)).toBe('/historique');
    for (const wanted of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/connexion',
      null,
      7,
    ]) {
      expect(destinationAfterSignIn(wanted, agent)).toBe('/documents');
    }
  });

  it('is where the person belongs', () => {
    const grants = [
      { employerId: 'x', employerName: 'Commune', siret: '21995900400017', role: 'hr' },
    ] as const;
    expect(homeOf(agent)).toBe('/documents');
    expect(homeOf({ ...agent, employments: [], grants })).toBe('/rh/x/mois');
    expect(homeOf({ ...agent, employments: [] })).toBe('/compte');
  });
});
