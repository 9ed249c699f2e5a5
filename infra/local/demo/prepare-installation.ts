import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { ApiClient } from './api-client';
import { runCoffre } from './run-coffre';
import type { SignIn } from './transcript';

export interface PreparedEmployer {
  readonly id: string;
  readonly name: string;
  /** A payroll system of this employer. */
  readonly payroll: ApiClient;
  readonly hr: ApiClient;
}

export interface Preparation {
  readonly api: ApiClient;
  readonly environment: Readonly<Record<string, string>>;
  readonly employersCsv: string;
  readonly agentsCsv: string;
  readonly siret: string;
}

export interface Prepared {
  /** The operator's administrator, who registers employers and invites their HR. */
  readonly operator: ApiClient;
  readonly employer: PreparedEmployer;
  readonly imported: { readonly created: number; readonly errors: readonly unknown[] };
  readonly signIns: readonly SignIn[];
}

interface EmployerRow {
  readonly siret: string;
  readonly name: string;
  readonly noticeDate?: string;
}

/** Where a directory says nothing: long enough ago for electronic delivery to be in force. */
const NOTICE_DATE = '2026-01-01';

/** Operator, employers, an HR officer, a payroll system and the agents, all through the HTTP API. */
export async function prepareInstallation(preparation: Preparation): Promise<Prepared> {
  const { api, environment, siret } = preparation;
  const code = (
    await runCoffre(['admin', 'create-operator', '--name', 'Syndicat mixte de démonstration'], environment)
  ).trim();
  const operatorLogin = await activate(api, 'Operator (account page only)', {
    code,
    login: 'operateur@example.org',
  });
  const operator = await api.signIn(operatorLogin.login, operatorLogin.password);

  const ids = new Map<string, string>();
  const employers = await readEmployers(preparation.employersCsv);
  for (const row of employers) {
    const { id } = await operator.post<{ id: string }>('/v1/employers', {
      json: { siret: row.siret, name: row.name, noticeDate: row.noticeDate || NOTICE_DATE },
    });
    ids.set(row.siret, id);
  }
  const id = ids.get(siret);
  const name = employers.find((row) => row.siret === siret)?.name;
  if (id === undefined || name === undefined)
    throw new Error('the employer is not among the employers of the CSV');

  const invitation = await operator.post<{ code: string }>(`/v1/employers/${id}/users`, {
    json: { role: 'hr', address: 'drh@example.org' },
  });
  const hrLogin = await activate(api, 'HR officer', {
    code: invitation.code,
    login: 'drh@example.org',
  });
  const hr = await api.signIn(hrLogin.login, hrLogin.password);
  const client = await operator.post<{ clientId: string; clientSecret: string }>(
    `/v1/employers/${id}/clients`,
    {
      json: { name: 'Logiciel de paie', scopes: ['deposit', 'read'] },
    },
  );
  const token = await api.post<{ access_token: string }>('/oauth2/token', {
    form: {
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    },
  });
  const imported = await hr.post<Prepared['imported']>(`/v1/employers/${id}/agents/import`, {
    bytes: { type: 'text/csv', content: await readFile(preparation.agentsCsv) },
  });
  const employer = { id, name, hr, payroll: api.with({ bearer: token.access_token }) };
  return { operator, employer, imported, signIns: [hrLogin, operatorLogin] };
}

async function readEmployers(file: string): Promise<EmployerRow[]> {
  const content = await readFile(file, 'utf8');
  const delimiter = content.split('\n', 1)[0]?.includes(';') ? ';' : ',';
  return parse(content, { bom: true, columns: true, delimiter, trim: true });
}

/** Uses a one-time code; the password is made here and shown once, at the end. */
export async function activate(
  api: ApiClient,
  who: string,
  presented: { readonly code: string; readonly birthDate?: string; readonly login?: string },
): Promise<SignIn> {
  const password = randomBytes(12).toString('base64url');
  const { login } = await api.post<{ login: string }>('/v1/activations', {
    json: { ...presented, password },
  });
  return { who, login, password };
}
