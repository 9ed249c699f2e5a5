import { importAgents } from '../../../services/directory/import-agents';
import { asAgent, asEmployer } from '../../../services/identity/act-as';
import { activateAccount } from '../../../services/identity/activate-account';
import { createActivationCode } from '../../../services/identity/create-activation-code';
import { createStaffUser } from '../../../services/identity/create-staff-user';
import { employmentsOf } from '../../../services/identity/employments-of';
import { linkEmployment } from '../../../services/identity/link-employment';
import {
  COMMUNE,
  COMMUNITY,
  dumpText,
  HEAD,
  hrOf,
  type Installation,
  OPERATOR,
  openInstallation,
  readTrace,
  SYSTEM,
} from '../directory/installation';
import {
  activate,
  addEmployerWithAgents,
  giveCode,
  PASSWORD,
  signIn,
  signInOperator,
  type TestAgent,
} from './people';

let installation: Installation;
let agents: TestAgent[];
beforeEach(async () => {
  installation = await openInstallation();
  agents = await addEmployerWithAgents(installation, COMMUNE, 3);
});
afterEach(() => installation.stop());

function agent(n: number): TestAgent {
  const found = agents[n - 1];
  if (found === undefined) throw new Error('no such test agent');
  return found;
}

const tryCode = (code: string, birthDate?: string, login?: string) =>
  activateAccount(installation.deps, {
    code,
    password: PASSWORD,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(login === undefined ? {} : { login }),
  });

test('an agent activates with code and birth date, and signs in with the invitation address', async () => {
  const code = await giveCode(installation, agent(1));
  // As read from a letter.
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`;
  const { accountId, login } = await tryCode(typed, agent(1).birthDate);
  expect(login).toBe(agent(1).email);
  const { principal } = await signIn(installation, ` ${login.toUpperCase()} `);
  expect(principal).toMatchObject({
    accountId,
    operatorAdmin: false,
    grants: [],
    vaults: [{ vaultId: agent(1).vaultId, employmentId: agent(1).employmentId }],
  });
  expect(asAgent(principal)).toEqual({ scope: { kind: 'agent', accountId }, role: 'agent', id: accountId });
  const [row] = await installation.look<{ activated: boolean }>(
    'select activated from employment where id = $1',
    [agent(1).employmentId],
  );
  expect(row?.activated).toBe(true);
  expect(await readTrace(installation, 'activate')).toEqual(['done - agent agent']);
});

test('a code serves once', async () => {
  const code = await giveCode(installation, agent(1));
  await tryCode(code, agent(1).birthDate);
  await expect(tryCode(code, agent(1).birthDate, 'other@example.org')).rejects.toMatchObject({
    code: 'activation-refused',
  });
});

test('of two activations with one code at the same time one wins', async () => {
  const code = await giveCode(installation, agent(1));
  const results = await Promise.allSettled(
    [1, 2].map((n) => tryCode(code, agent(1).birthDate, `same-${n}@example.org`)),
  );
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await installation.look('select * from account')).toHaveLength(1);
});

test('five wrong birth dates lock the code, even for the right one; each try is in the agent vault trace', async () => {
  const code = await giveCode(installation, agent(1));
  const refusals: unknown[] = [];
  for (let n = 1; n <= 5; n += 1) {
    refusals.push(await tryCode(code, '1980-01-01').catch((error) => error.code));
  }
  expect(refusals).toEqual([...Array(4).fill('activation-refused'), 'code-locked']);
  await expect(tryCode(code, agent(1).birthDate)).rejects.toMatchObject({ code: 'code-locked' });
  expect(await readTrace(installation, 'activation-failed')).toEqual([
    ...Array(4).fill('refused activation-refused agent anonymous'),
    ...Array(2).fill('refused code-locked agent anonymous'),
  ]);
  const successor = await giveCode(installation, agent(1));
  await expect(tryCode(successor, agent(1).birthDate)).rejects.toMatchObject({ code: 'code-locked' });
  installation.moveTo('2026-10-16T09:00:00Z');
  const fresh = await giveCode(installation, agent(1));
  await expect(tryCode(fresh, agent(1).birthDate)).resolves.toBeDefined();
});

test('new codes give whoever makes them no more questions about logins', async () => {
  await activate(installation, agent(2));
  const refusals: unknown[] = [];
  for (let n = 1; n <= 6; n += 1) {
    const code = await giveCode(installation, agent(1));
    refusals.push(await tryCode(code, agent(1).birthDate, agent(2).email).catch((error) => error.code));
  }
  expect(refusals).toEqual([...Array(5).fill('login-taken'), 'code-locked']);
});

test('tries sent at the same time are counted one by one', async () => {
  await activate(installation, agent(2));
  const { principal } = await signIn(installation, agent(2).email);
  const code = await giveCode(installation, agent(1));
  const wrong = { code, birthDate: '1980-01-01' };
  const tries = Array.from({ length: 10 }, () =>
    linkEmployment(installation.deps, principal, wrong).catch((error) => error.code),
  );
  const refusals = await Promise.all(tries);
  expect(refusals.filter((refusal) => refusal === 'activation-refused')).toHaveLength(4);
  expect(refusals.filter((refusal) => refusal === 'code-locked')).toHaveLength(6);
  await expect(tryCode(code, agent(1).birthDate)).rejects.toMatchObject({ code: 'code-locked' });
});

test('a code without a birth date, or with another agent’s, opens nothing', async () => {
  const code = await giveCode(installation, agent(1));
  await expect(tryCode(code)).rejects.toMatchObject({ code: 'activation-refused' });
  await expect(tryCode(code, agent(2).birthDate)).rejects.toMatchObject({ code: 'activation-refused' });
});

test('an unknown code is refused as a wrong birth date is, and journaled for the operator', async () => {
  await expect(tryCode('AAAA-BBBB-CCCC-DDDD', '1990-01-01')).rejects.toMatchObject({
    code: 'activation-refused',
  });
  expect(await readTrace(installation, 'activation-failed')).toEqual([
    'refused activation-refused operator anonymous',
  ]);
});

test('a new code replaces the old one', async () => {
  const old = await giveCode(installation, agent(1));
  const fresh = await giveCode(installation, agent(1));
  await expect(tryCode(old, agent(1).birthDate)).rejects.toMatchObject({ code: 'activation-refused' });
  await expect(tryCode(fresh, agent(1).birthDate)).resolves.toBeDefined();
  await expect(giveCode(installation, agent(1))).rejects.toMatchObject({ code: 'already-activated' });
});

test('an agent code works years later; a staff code ends after thirty days', async () => {
  const code = await giveCode(installation, agent(1));
  const staff = await createStaffUser(installation.deps, OPERATOR, {
    employerId: agent(1).employerId,
    role: 'hr',
    address: 'hr@example.org',
  });
  installation.moveTo('2026-11-14T09:00:00Z');
  await expect(tryCode(staff.code)).rejects.toMatchObject({ code: 'activation-refused' });
  installation.moveTo('2036-11-14T09:00:00Z');
  await expect(tryCode(code, agent(1).birthDate)).resolves.toBeDefined();
});

test('an employer gives codes to its own agents only', async () => {
  const [foreign] = await addEmployerWithAgents(installation, COMMUNITY, 1);
  const { employerId, employmentId } = agent(1);
  const other = foreign?.employerId ?? '';
  for (const [actor, target] of [
    [hrOf(other), { employerId: other, employmentId }],
    [hrOf(other), { employerId, employmentId }],
    [OPERATOR, { employerId: other, employmentId }],
  ] as const) {
    await expect(createActivationCode(installation.deps, actor, target)).rejects.toMatchObject({
      code: 'employment-not-found',
    });
  }
});

test.each([
  ['password-too-short', 'eleven char'],
  ['password-too-long', 'x1'.repeat(65)],
  ['password-too-common', 'Azerty123456'],
  ['password-too-common', 'Mot-de-Passe-123'],
  ['password-too-common', 'abababababab'],
])('%s is refused before the code is looked at', async (code, password) => {
  const given = await giveCode(installation, agent(1));
  await expect(
    activateAccount(installation.deps, { code: given, birthDate: '1980-01-01', password }),
  ).rejects.toMatchObject({ code });
  const [row] = await installation.look('select failures from activation_code');
  expect(row).toEqual({ failures: 0 });
});

test('a second employer: its code never joins an account by address; the signed-in owner links', async () => {
  const [second] = await addEmployerWithAgents(installation, COMMUNITY, 1);
  if (second === undefined) throw new Error('no agent');
  const accountId = await activate(installation, agent(1));
  const code = await giveCode(installation, second);
  await expect(tryCode(code, second.birthDate, agent(1).email)).rejects.toMatchObject({
    code: 'login-taken',
  });
  const { principal } = await signIn(installation, agent(1).email);
  await expect(
    linkEmployment(installation.deps, principal, { code, birthDate: '1980-01-01' }),
  ).rejects.toMatchObject({ code: 'activation-refused' });
  await linkEmployment(installation.deps, principal, { code, birthDate: second.birthDate });
  const linked = await signIn(installation, agent(1).email);
  expect(linked.principal.vaults.map((vault) => vault.vaultId)).toEqual([agent(1).vaultId, second.vaultId]);
  const owned = await installation.worker.run(SYSTEM, (tx) => employmentsOf(tx, accountId));
  expect([...owned].sort()).toEqual([agent(1).employmentId, second.employmentId].sort());
  expect(await readTrace(installation, 'activate')).toEqual(['done - agent agent', 'done - agent agent']);
});

test('the operator onboards staff, whose role is theirs at that employer only', async () => {
  const { actor, principal } = await signInOperator(installation);
  const { employerId } = agent(1);
  const address = 'Paie@Example.org';
  const { code } = await createStaffUser(installation.deps, actor, {
    employerId,
    role: 'hr-reader',
    address,
  });
  const { accountId } = await tryCode(code);
  const staff = (await signIn(installation, address)).principal;
  expect(asEmployer(staff, employerId, ['hr', 'hr-reader'])).toEqual({
    scope: { kind: 'employer', employerId },
    role: 'hr-reader',
    id: accountId,
  });
  expect(() => asEmployer(staff, employerId, ['hr'])).toThrow('role-insufficient');
  expect(() => asEmployer(staff, principal.accountId, ['hr-reader'])).toThrow('not-found');
  expect(() => asAgent(staff)).toThrow('role-insufficient');
});

test('an operator code needs a login, and asking for one uses up no try', async () => {
  await expect(tryCode(installation.operatorCode)).rejects.toMatchObject({ code: 'login-required' });
  await expect(tryCode(installation.operatorCode, undefined, 'not an address')).rejects.toMatchObject({
    code: 'login-invalid',
  });
  expect((await signInOperator(installation)).principal.operatorAdmin).toBe(true);
});

test('no login, address, code, password or token stands in any column', async () => {
  const code = await giveCode(installation, agent(1));
  await tryCode(code, agent(1).birthDate);
  const session = await signIn(installation, agent(1).email);
  await createStaffUser(installation.deps, OPERATOR, {
    employerId: agent(1).employerId,
    role: 'hr',
    address: 'hr@example.org',
  });
  const dump = await dumpText(installation);
  const secrets = [code, code.replaceAll('-', ''), PASSWORD, session.token, session.csrfToken];
  for (const secret of [...secrets, agent(1).email, agent(1).birthDate, 'hr@example.org']) {
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
  }
});

describe('a code after an import that changed who the agent is', () => {
  const reimport = (fields: string) =>
    importAgents(installation.deps, hrOf(agent(1).employerId), {
      employerId: agent(1).employerId,
      content: Buffer.from([HEAD, `${COMMUNE};1;${fields};2020-01-01;`].join('\n')),
    });

  test.each([
    ['birth name', `Autre;;Prénom;1990-01-01;`],
    ['given name', `Nom;;Autre;1990-01-01;`],
    ['birth date', `Nom;;Prénom;1990-02-01;`],
  ])('%s: opens nothing, and a new one does', async (_case, fields) => {
    const code = await giveCode(installation, agent(1));
    expect(await reimport(fields)).toMatchObject({ updated: 1, errors: [] });
    const birthDate = fields.split(';')[3] ?? '';
    for (const known of ['1990-01-01', birthDate]) {
      await expect(tryCode(code, known, 'new@example.org')).rejects.toMatchObject({
        code: 'activation-refused',
      });
    }
    const next = await giveCode(installation, agent(1));
    await expect(tryCode(next, birthDate, 'new@example.org')).resolves.toMatchObject({
      login: 'new@example.org',
    });
  });

  test('address, usage name and spelling are no other person: the code stays good', async () => {
    const code = await giveCode(installation, agent(1));
    expect(await reimport('NOM;Usage;Prenom;1990-01-01;moved@example.org')).toMatchObject({ updated: 1 });
    await expect(tryCode(code, '1990-01-01')).resolves.toMatchObject({ login: 'moved@example.org' });
  });

  test('of an import and an activation at once, whichever is first, no account is somebody else’s', async () => {
    for (const n of [1, 2, 3]) {
      const code = await giveCode(installation, agent(n));
      const [activation, report] = await Promise.allSettled([
        tryCode(code, agent(n).birthDate, `race-${n}@example.org`),
        importAgents(installation.deps, hrOf(agent(n).employerId), {
          employerId: agent(n).employerId,
          content: Buffer.from(
            [HEAD, `${COMMUNE};${n};Autre;;Prénom;${agent(n).birthDate};;2020-01-01;`].join('\n'),
          ),
        }),
      ]);
      if (report.status === 'rejected') throw report.reason;
      expect([activation.status, report.value.updated]).toEqual(
        report.value.updated === 1 ? ['rejected', 1] : ['fulfilled', 0],
      );
    }
  });
});
