import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { createClient } from '../../../services/identity/create-client';
import { issueToken } from '../../../services/identity/issue-token';
import {
  COMMUNE,
  COMMUNITY,
  hrOf,
  type Installation,
  OPERATOR,
  openInstallation,
  SYSTEM,
} from '../directory/installation';
import { activate, addEmployerWithAgents, giveCode, signIn, signInOperator, type TestAgent } from './people';

const TABLES = [
  'credentials_key',
  'account',
  'role_grant',
  'vault_ownership',
  'activation_code',
  'session',
  'sign_in_attempt',
  'api_client',
  'access_token',
] as const;

let installation: Installation;
let first: TestAgent;
let accountId: string;
beforeAll(async () => {
  installation = await openInstallation();
  const [one, two] = await addEmployerWithAgents(installation, COMMUNE, 2);
  const [three] = await addEmployerWithAgents(installation, COMMUNITY, 1);
  if (one === undefined || two === undefined || three === undefined) throw new Error('no agents');
  first = one;
  accountId = await activate(installation, one);
  await activate(installation, three);
  await giveCode(installation, two);
  await signInOperator(installation);
  await signIn(installation, one.email);
  await signIn(installation, 'nobody@example.org').catch(() => undefined);
  const { employerId } = one;
  await issueToken(
    installation.deps,
    await createClient(installation.deps, OPERATOR, { employerId, name: 'Paie', scopes: ['read'] }),
  );
});
afterAll(() => installation.stop());

async function count(actor: Actor, table: string): Promise<number> {
  const uow = actor.scope.kind === 'system' ? installation.worker : installation.deps.uow;
  return uow.run(actor, async (tx) => {
    const [row]: [{ n: number }] = await tx.query(`select count(*)::integer as n from ${table}`);
    return row.n;
  });
}

const agentOf = (id: string): Actor => ({ scope: { kind: 'agent', accountId: id }, role: 'agent', id });

describe.each(TABLES)('%s', (table) => {
  test.each(['api', 'worker'] as const)('shows the %s role no row without a scope', async (role) => {
    expect(await installation.look(`select * from ${table}`)).not.toEqual([]);
    const client = new Client({ connectionString: installation.urls[role] });
    await client.connect();
    try {
      // What is not granted at all shows nothing either.
      const rows = await client.query(`select * from ${table}`).then(
        (result) => result.rowCount,
        (error) => error.code,
      );
      expect([0, '42501']).toContain(rows);
    } finally {
      await client.end();
    }
  });

  test('the scope `system` gives the API no row', async () => {
    const rows = await installation.deps.uow.run(SYSTEM, (tx) => tx.query(`select * from ${table}`));
    expect(rows).toEqual([]);
  });

  test('an employer sees nothing of its people’s accounts, only its agents’ open codes', async () => {
    const seen: Record<string, number> = { credentials_key: 1, activation_code: 1 };
    expect(await count(hrOf(first.employerId), table)).toBe(seen[table] ?? 0);
    expect(await count(hrOf(uuidv7()), table)).toBe(table === 'credentials_key' ? 1 : 0);
  });

  test('an agent sees the own account and ownership, and nobody else’s', async () => {
    const seen: Record<string, number> = { account: 1, vault_ownership: 1 };
    expect(await count(agentOf(accountId), table)).toBe(seen[table] ?? 0);
    expect(await count(agentOf(uuidv7()), table)).toBe(0);
  });
});

test('an employer cannot make a role, an ownership or a staff code', async () => {
  const { uow } = installation.deps;
  const hr = hrOf(first.employerId);
  const refused = /row-level security/;
  await expect(
    uow.run(hr, (tx) =>
      tx.query(
        `insert into role_grant (id, account_id, employer_id, role, created_at) values ($1, $2, $3, 'hr', now())`,
        [uuidv7(), accountId, first.employerId],
      ),
    ),
  ).rejects.toThrow(refused);
  await expect(
    uow.run(hr, (tx) =>
      tx.query(
        `insert into activation_code (id, code_hash, kind, employer_id, role, created_at)
         values ($1, $2, 'staff', $3, 'hr', now())`,
        [uuidv7(), Buffer.alloc(32), first.employerId],
      ),
    ),
  ).rejects.toThrow(refused);
  await expect(
    uow.run(hr, (tx) =>
      tx.query(
        `insert into vault_ownership (vault_id, account_id, employment_id, employer_id, since)
         values ($1, $2, $3, $4, now())`,
        [uuidv7(), accountId, first.employmentId, first.employerId],
      ),
    ),
  ).rejects.toThrow(refused);
});
