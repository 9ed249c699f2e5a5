import { asOperator } from '../../../services/identity/act-as';
import { activateAccount } from '../../../services/identity/activate-account';
import { createActivationCode } from '../../../services/identity/create-activation-code';
import { type OpenedSession, openSession } from '../../../services/identity/open-session';
import { addAgents, addEmployer, hrOf, type Installation } from '../directory/installation';

export const PASSWORD = 'a quiet green river';
export const NETWORK = '192.0.2.1';

export interface TestAgent {
  readonly employerId: string;
  readonly employmentId: string;
  readonly vaultId: string;
  readonly birthDate: string;
  readonly email: string;
}

/** An employer with so many agents; number n was born on 1990-01-0n and has the address agent-n@<siret>.example.org. */
export async function addEmployerWithAgents(
  installation: Installation,
  siret: string,
  agents: number,
): Promise<TestAgent[]> {
  const employerId = await addEmployer(installation, siret);
  const numbers = Array.from({ length: agents }, (_, n) => n + 1);
  const birthDate = (n: number): string => `1990-01-${String(n).padStart(2, '0')}`;
  const email = (n: number): string => `agent-${n}@${siret}.example.org`;
  await addAgents(
    installation,
    { id: employerId, siret },
    numbers.map((n) => `${n};Nom;;Prénom;${birthDate(n)};${email(n)};2020-01-01;`),
  );
  const rows = await installation.look<{ id: string; vault_id: string; number: string }>(
    `select e.id, e.vault_id, p.number from employment e join payroll_number p on p.employment_id = e.id
     where e.employer_id = $1 order by p.number::integer`,
    [employerId],
  );
  return rows.map((row) => ({
    employerId,
    employmentId: row.id,
    vaultId: row.vault_id,
    birthDate: birthDate(Number(row.number)),
    email: email(Number(row.number)),
  }));
}

export async function giveCode(installation: Installation, agent: TestAgent): Promise<string> {
  const { employerId, employmentId } = agent;
  const issued = await createActivationCode(installation.deps, hrOf(employerId), {
    employerId,
    employmentId,
  });
  return issued.code;
}

export async function activate(installation: Installation, agent: TestAgent): Promise<string> {
  const code = await giveCode(installation, agent);
  const { birthDate } = agent;
  const { accountId } = await activateAccount(installation.deps, { code, birthDate, password: PASSWORD });
  return accountId;
}

export function signIn(installation: Installation, login: string): Promise<OpenedSession> {
  return openSession(installation.deps, { login, password: PASSWORD, network: NETWORK });
}

/** Uses the installation's first code. */
export async function signInOperator(installation: Installation) {
  const login = 'admin@operator.example.org';
  await activateAccount(installation.deps, { code: installation.operatorCode, login, password: PASSWORD });
  const { principal } = await signIn(installation, login);
  return { actor: asOperator(principal), principal };
}
