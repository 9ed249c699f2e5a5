import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { activateAccount } from '../../../services/identity/activate-account';
import { authenticateSession, isCsrfToken } from '../../../services/identity/authenticate-session';
import { closeAllSessions, closeSession } from '../../../services/identity/close-session';
import { createStaffUser } from '../../../services/identity/create-staff-user';
import { getSession } from '../../../services/identity/get-session';
import { linkEmployment } from '../../../services/identity/link-employment';
import { openSession } from '../../../services/identity/open-session';
import { revokeRole } from '../../../services/identity/revoke-access';
import {
  COMMUNE,
  COMMUNITY,
  type Installation,
  OPERATOR,
  openInstallation,
  readTrace,
} from '../directory/installation';
import {
  activate,
  addEmployerWithAgents,
  giveCode,
  NETWORK,
  PASSWORD,
  signIn,
  signInOperator,
  type TestAgent,
} from './people';

let installation: Installation;
let agent: TestAgent;
beforeEach(async () => {
  installation = await openInstallation();
  const [first] = await addEmployerWithAgents(installation, COMMUNE, 1);
  if (first === undefined) throw new Error('no agent');
  agent = first;
  await activate(installation, agent);
});
afterEach(() => installation.stop());

const UNKNOWN = 'nobody@example.org';

function wrong(login: string, network = NETWORK): Promise<unknown> {
  return openSession(installation.deps, { login, password: 'not the right one', network }).catch(
    (error) => error,
  );
}

test('a session says who it is, and is shown with names and its CSRF token', async () => {
  const opened = await signIn(installation, agent.email);
  expect(await authenticateSession(installation.deps, opened.token)).toEqual(opened.principal);
  expect(await getSession(installation.deps, opened.token)).toEqual({
    accountId: opened.principal.accountId,
    login: agent.email,
    operatorAdmin: false,
    grants: [],
    employments: [
      {
        employmentId: agent.employmentId,
        employerId: agent.employerId,
        employerName: `Employeur ${COMMUNE}`,
        siret: COMMUNE,
      },
    ],
    csrfToken: opened.csrfToken,
    endsAt: opened.endsAt,
  });
  expect(isCsrfToken(opened.token, opened.csrfToken)).toBe(true);
  const other = await signIn(installation, agent.email);
  expect(isCsrfToken(opened.token, other.csrfToken)).toBe(false);
  expect(isCsrfToken(opened.token, '')).toBe(false);
  expect(await readTrace(installation, 'sign-in')).toEqual(['done - agent agent', 'done - agent agent']);
});

test('a session ends when idle for thirty minutes, and after twelve hours however busy', async () => {
  const { token } = await signIn(installation, agent.email);
  const at = (minutes: number): string =>
    new Date(Date.parse('2026-10-15T09:00:00Z') + minutes * 60_000).toISOString();
  for (let minutes = 29; minutes < 12 * 60; minutes += 29) {
    installation.moveTo(at(minutes));
    await authenticateSession(installation.deps, token);
  }
  installation.moveTo(at(12 * 60));
  await expect(authenticateSession(installation.deps, token)).rejects.toMatchObject({
    code: 'not-authenticated',
  });
  const idle = await signIn(installation, agent.email);
  installation.moveTo(at(12 * 60 + 30));
  await expect(authenticateSession(installation.deps, idle.token)).rejects.toMatchObject({
    code: 'not-authenticated',
  });
});

test('closing ends one session, closing all ends every one; an unknown token is none', async () => {
  const [one, two, three] = [
    await signIn(installation, agent.email),
    await signIn(installation, agent.email),
    await signIn(installation, agent.email),
  ];
  await closeSession(installation.deps, one.principal);
  await closeSession(installation.deps, one.principal);
  const holds = (token: string) =>
    authenticateSession(installation.deps, token).then(
      () => true,
      () => false,
    );
  expect(await Promise.all([one, two, three].map(({ token }) => holds(token)))).toEqual([false, true, true]);
  await closeAllSessions(installation.deps, two.principal);
  expect(await Promise.all([two, three].map(({ token }) => holds(token)))).toEqual([false, false]);
  expect(await holds('')).toBe(false);
});

test('a revoked role is gone at the next request', async () => {
  const { employerId } = agent;
  const issued = await createStaffUser(installation.deps, OPERATOR, {
    employerId,
    role: 'hr',
    address: 'x@example.org',
  });
  const { token, principal } = await signIn(installation, agent.email);
  await linkEmployment(installation.deps, principal, { code: issued.code });
  const grants = async () => (await authenticateSession(installation.deps, token)).grants;
  expect(await grants()).toEqual([{ employerId, role: 'hr' }]);
  const target = { employerId, accountId: principal.accountId, role: 'hr' } as const;
  await revokeRole(installation.deps, OPERATOR, target);
  expect(await grants()).toEqual([]);
  await expect(revokeRole(installation.deps, OPERATOR, target)).rejects.toMatchObject({ code: 'not-found' });
});

test('a known and an unknown login get the same answers, the lock included', async () => {
  for (let n = 1; n <= 5; n += 1) {
    for (const login of [agent.email, UNKNOWN]) {
      expect(await wrong(login)).toMatchObject({ code: 'sign-in-refused', retryAfterSeconds: undefined });
    }
  }
  for (const login of [agent.email, UNKNOWN]) {
    expect(await wrong(login)).toMatchObject({
      code: 'sign-in-locked',
      retryAfterSeconds: expect.any(Number),
    });
  }
  // The right password does not open a locked login.
  await expect(signIn(installation, agent.email)).rejects.toMatchObject({ code: 'sign-in-locked' });
  const trace = await readTrace(installation, 'sign-in-failed');
  const lines = (line: string): number => trace.filter((entry) => entry === line).length;
  expect(lines('refused sign-in-refused agent anonymous')).toBe(5);
  expect(lines('refused sign-in-refused operator anonymous')).toBe(5);
  expect(lines('refused sign-in-locked agent anonymous')).toBe(2);
  expect(lines('refused sign-in-locked operator anonymous')).toBe(1);
});

test('the lock grows with each failure after it and business time does not open it', async () => {
  const locks: number[] = [];
  for (let n = 1; n <= 13; n += 1) {
    await wrong(UNKNOWN);
    const locked: unknown = await wrong(UNKNOWN);
    if (n >= 5) {
      expect(locked).toMatchObject({ code: 'sign-in-locked' });
      locks.push((locked as { retryAfterSeconds: number }).retryAfterSeconds);
      installation.moveTo('2056-01-01T00:00:00Z');
      expect(await wrong(UNKNOWN)).toMatchObject({ code: 'sign-in-locked' });
      await installation.look('update sign_in_attempt set locked_until = clock_timestamp()');
    } else n += 1;
  }
  expect(locks[0]).toBeLessThanOrEqual(60);
  expect(locks[1]).toBeGreaterThan(60);
  expect(locks.at(-1)).toBeGreaterThan(1_800);
  expect(Math.max(...locks)).toBeLessThanOrEqual(3_600);
});

test('guesses sent at the same time do not pass under one count', async () => {
  const results = await Promise.all(Array.from({ length: 12 }, () => wrong(agent.email)));
  const codes = results.map((error) => (error as { code: string }).code);
  expect(codes.filter((code) => code === 'sign-in-refused')).toHaveLength(5);
  expect(codes.filter((code) => code === 'sign-in-locked')).toHaveLength(7);
});

test('a success takes the count away', async () => {
  for (let n = 1; n <= 4; n += 1) await wrong(agent.email);
  await signIn(installation, agent.email);
  for (let n = 1; n <= 4; n += 1) await wrong(agent.email);
  await expect(signIn(installation, agent.email)).resolves.toBeDefined();
});

test('a success may take the count away while the next attempt is being counted', async () => {
  await wrong(agent.email);
  const { uow } = installation.deps;
  let taken: Promise<unknown> | undefined;
  const interrupted: typeof uow = {
    run: (actor, work) =>
      uow.run(actor, (tx) => {
        const query = tx.query.bind(tx);
        tx.query = (async (sql: string, parameters?: unknown[]) => {
          const answer = await query(sql, parameters);
          if (taken === undefined && sql.includes('into sign_in_attempt')) {
            taken = installation.look('delete from sign_in_attempt');
            // Time enough, unless the row is held.
            await Promise.race([taken, setTimeout(300)]);
          }
          return answer;
        }) as typeof tx.query;
        return work(tx);
      }),
  };
  const attempt = { login: agent.email, password: PASSWORD, network: NETWORK };
  await expect(openSession({ ...installation.deps, uow: interrupted }, attempt)).resolves.toBeDefined();
  await taken;
});

test('an unknown login asks the database the same and takes the time of a password check', async () => {
  const statements = async (login: string): Promise<string[]> => {
    const seen: string[] = [];
    const { uow } = installation.deps;
    const watched = {
      run: ((actor, work) =>
        uow.run(actor, (tx) => {
          const query = tx.query.bind(tx);
          tx.query = ((sql: string, parameters?: unknown[]) => {
            seen.push(sql);
            return query(sql, parameters);
          }) as typeof tx.query;
          return work(tx);
        })) as typeof uow.run,
    };
    await openSession(
      { ...installation.deps, uow: watched },
      {
        login,
        password: PASSWORD.repeat(2),
        network: NETWORK,
      },
    ).catch(() => undefined);
    return seen;
  };
  // The first of each subject also makes its salt key.
  await statements(agent.email);
  await statements(UNKNOWN);
  const known = await statements(agent.email);
  expect(known.length).toBeGreaterThan(5);
  expect(await statements(UNKNOWN)).toEqual(known);

  const started = performance.now();
  await openSession(installation.deps, {
    login: 'never-seen@example.org',
    password: PASSWORD,
    network: NETWORK,
  }).catch(() => undefined);
  const unknown = performance.now() - started;
  const hashing = performance.now();
  await signIn(installation, agent.email);
  expect(unknown).toBeGreaterThan((performance.now() - hashing) / 4);
});

test('a stranger locks the login for their own network, not for its owner', async () => {
  for (let n = 1; n <= 5; n += 1) await wrong(agent.email, '198.51.100.7');
  expect(await wrong(agent.email, '198.51.100.7')).toMatchObject({ code: 'sign-in-locked' });
  await expect(signIn(installation, agent.email)).resolves.toBeDefined();
});

test('guesses from a hundred networks lock the login everywhere', async () => {
  for (let n = 1; n <= 100; n += 1) await wrong(UNKNOWN, `198.51.100.${n}`);
  expect(await wrong(UNKNOWN, '203.0.113.1')).toMatchObject({ code: 'sign-in-locked' });
});

test('an owner who is staff too is an agent in the own trace, and staff in the operator’s', async () => {
  const issued = await createStaffUser(installation.deps, OPERATOR, {
    employerId: agent.employerId,
    role: 'hr',
    address: 'x@example.org',
  });
  const { principal } = await signIn(installation, agent.email);
  await linkEmployment(installation.deps, principal, { code: issued.code });
  const session = await signIn(installation, agent.email);
  await closeSession(installation.deps, session.principal);
  await wrong(agent.email);
  expect(await readTrace(installation, 'sign-in')).toEqual([
    'done - agent agent',
    'done - agent agent',
    'done - operator hr',
  ]);
  expect(await readTrace(installation, 'sign-out')).toEqual(['done - agent agent', 'done - operator hr']);
  expect(await readTrace(installation, 'sign-in-failed')).toEqual([
    'refused sign-in-refused agent anonymous',
    'refused sign-in-refused operator anonymous',
  ]);
});

test('an officer who adds their own employment is an agent in that vault’s trace', async () => {
  const { actor } = await signInOperator(installation);
  const { code } = await createStaffUser(installation.deps, actor, {
    employerId: agent.employerId,
    role: 'hr',
    address: 'y@example.org',
  });
  await activateAccount(installation.deps, { code, password: PASSWORD });
  const { principal } = await signIn(installation, 'y@example.org');
  const [other] = await addEmployerWithAgents(installation, COMMUNITY, 1);
  if (other === undefined) throw new Error('no agent');
  const given = await giveCode(installation, other);
  await linkEmployment(installation.deps, principal, { code: given, birthDate: other.birthDate });
  const [entry] = await installation.look<{ role: string }>(
    `select actor_role as role from journal_entry where subject_id = $1 and action = 'activate'`,
    [other.vaultId],
  );
  expect(entry?.role).toBe('agent');
});
