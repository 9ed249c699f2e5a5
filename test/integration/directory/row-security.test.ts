import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { activateAccount } from '../../../services/identity/activate-account';
import { createActivationCode } from '../../../services/identity/create-activation-code';
import {
  addAgents,
  addEmployer,
  COMMUNE,
  COMMUNITY,
  hrOf,
  type Installation,
  OPERATOR,
  openInstallation,
  SYSTEM,
} from './installation';

/** Rows of one employer, in each. */
const TABLES = { employer: 1, employment: 2, payroll_number: 2, employer_layouts: 1 } as const;

let installation: Installation;
let own: string;
let other: string;
beforeAll(async () => {
  installation = await openInstallation();
  own = await addEmployer(installation, COMMUNE);
  other = await addEmployer(installation, COMMUNITY);
  for (const [id, siret] of [
    [own, COMMUNE],
    [other, COMMUNITY],
  ] as const) {
    await addAgents(installation, { id, siret }, [
      '1;Un;;Une;1990-01-01;a@example.org;2020-01-01;',
      '2;Deux;;Une;1991-01-01;b@example.org;2020-01-01;',
    ]);
    await installation.look(
      `insert into employer_layouts (employer_id, file_names, updated_at) values ($1, '[]', '2026-10-01')`,
      [id],
    );
  }
});
afterAll(() => installation.stop());

async function count(actor: Actor, table: string, where = 'true'): Promise<number> {
  const uow = actor.scope.kind === 'system' ? installation.worker : installation.deps.uow;
  return uow.run(actor, async (tx) => {
    const [row]: [{ n: number }] = await tx.query(
      `select count(*)::integer as n from ${table} where ${where}`,
    );
    return row.n;
  });
}

describe.each(Object.keys(TABLES) as (keyof typeof TABLES)[])('%s', (table) => {
  test.each(['api', 'worker'] as const)('shows the %s role no row without a scope', async (role) => {
    const client = new Client({ connectionString: installation.urls[role] });
    await client.connect();
    try {
      expect((await client.query(`select * from ${table}`)).rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });

  test('the scope `system` gives the API nothing', async () => {
    const rows = await installation.deps.uow.run(SYSTEM, (tx) => tx.query(`select * from ${table}`));
    expect(rows).toEqual([]);
  });

  test('an employer sees its own rows and none of another', async () => {
    const column = table === 'employer' ? 'id' : 'employer_id';
    expect(await count(hrOf(own), table)).toBe(TABLES[table]);
    expect(await count(hrOf(own), table, `${column} = '${other}'`)).toBe(0);
    expect(await count(hrOf(uuidv7()), table)).toBe(0);
  });

  test('an account that owns nothing sees nothing', async () => {
    const actor: Actor = { scope: { kind: 'agent', accountId: uuidv7() }, role: 'agent', id: null };
    expect(await count(actor, table)).toBe(0);
  });

  test('operator and worker see all', async () => {
    const all = 2 * TABLES[table];
    expect(await count(OPERATOR, table)).toBe(all);
    expect(await count(SYSTEM, table)).toBe(all);
  });
});

test('an employer can neither write rows of another nor move its own there', async () => {
  const { uow } = installation.deps;
  const move = uow.run(hrOf(own), (tx) => tx.query('update employment set employer_id = $1', [other]));
  await expect(move).rejects.toThrow(/row-level security/);
  const [, updated] = await uow.run(hrOf(own), (tx) =>
    tx.query("update employment set channel = 'paper' where employer_id = $1", [other]),
  );
  expect(updated).toBe(0);
  const misplaced = uow.run(hrOf(own), (tx) =>
    tx.query(
      `insert into employer_layouts (employer_id, file_names, updated_at) values ($1, '[]', '2026-10-01')
       on conflict (employer_id) do update set file_names = '[]'`,
      [other],
    ),
  );
  await expect(misplaced).rejects.toThrow(/row-level security/);
  await expect(uow.run(hrOf(own), (tx) => tx.query('delete from employment'))).rejects.toThrow(
    /permission denied/,
  );
});

test('activation sees the employments that wait for it, an owner their own, nobody else more', async () => {
  const anonymous: Actor = { scope: { kind: 'sign-in' }, role: 'anonymous', id: null };
  expect(await count(anonymous, 'employment')).toBe(0);
  const [first] = await installation.look<{ id: string }>(
    `select e.id from employment e join payroll_number p on p.employment_id = e.id
     where e.employer_id = $1 and p.number = '1'`,
    [own],
  );
  const employmentId = first?.id ?? '';
  const { code } = await createActivationCode(installation.deps, hrOf(own), {
    employerId: own,
    employmentId,
  });
  expect(await count(anonymous, 'employment')).toBe(1);
  expect(await count(anonymous, 'employment', `id = '${employmentId}'`)).toBe(1);
  const { accountId } = await activateAccount(installation.deps, {
    code,
    birthDate: '1990-01-01',
    password: 'a quiet green river',
  });
  expect(await count(anonymous, 'employment')).toBe(0);
  const owner: Actor = { scope: { kind: 'agent', accountId }, role: 'agent', id: accountId };
  expect(await count(owner, 'employment', `id = '${employmentId}'`)).toBe(1);
  expect(await count(owner, 'employment')).toBe(1);
  expect(await count(owner, 'payroll_number')).toBe(1);
  expect(await count(owner, 'employer', `id = '${own}'`)).toBe(1);
  expect(await count(owner, 'employer')).toBe(1);
});

test('the database itself keeps two people from one matricule on one day', async () => {
  const rows = await installation.look<{ employment_id: string }>(
    'select employment_id from payroll_number where employer_id = $1 order by number',
    [own],
  );
  const insert = (span: string, source = 'main') =>
    installation.deps.uow.run(hrOf(own), (tx) =>
      tx.query(
        `insert into payroll_number (employment_id, employer_id, source, number, valid) values ($1, $2, $3, '1', $4)`,
        [rows[1]?.employment_id, own, source, span],
      ),
    );
  await expect(insert('[2025-01-01,2025-02-01)')).rejects.toThrow(/payroll_number_once/);
  await expect(insert('[2019-01-01,2020-01-01)')).resolves.toBeDefined();
  await expect(insert('[2025-01-01,2025-02-01)', 'paie2')).resolves.toBeDefined();
  await expect(insert('empty', 'paie3')).rejects.toThrow(/check constraint/);
});
