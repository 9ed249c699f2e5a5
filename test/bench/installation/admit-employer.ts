import { readFile } from 'node:fs/promises';
import type { ApiClient } from '../../../infra/local/demo/api-client';
import { activate } from '../../../infra/local/demo/prepare-installation';
import type { GeneratedBatch } from '../batches';

/** How a payroll system of one employer proves who it is. */
export interface ClientCredentials {
  readonly employerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Long enough ago for electronic delivery to be in force. */
const NOTICE_DATE = '2026-01-01';

/** Employer, HR officer, agents and payroll system of one batch, through the HTTP API. */
export async function admitEmployer(
  api: ApiClient,
  operator: ApiClient,
  batch: GeneratedBatch,
): Promise<ClientCredentials> {
  const { id } = await operator.post<{ id: string }>('/v1/employers', {
    json: { siret: batch.siret, name: `Commune ${batch.siret}`, noticeDate: NOTICE_DATE },
  });
  const address = `drh-${batch.siret}@example.org`;
  const { code } = await operator.post<{ code: string }>(`/v1/employers/${id}/users`, {
    json: { role: 'hr', address },
  });
  const login = await activate(api, '', { code, login: address });
  const hr = await api.signIn(login.login, login.password);
  const imported = await hr.post<{ created: number }>(`/v1/employers/${id}/agents/import`, {
    bytes: { type: 'text/csv', content: await readFile(batch.agentsCsv) },
  });
  if (imported.created !== batch.items) throw new Error(`${imported.created} of ${batch.items} agents taken`);
  const client = await operator.post<{ clientId: string; clientSecret: string }>(
    `/v1/employers/${id}/clients`,
    { json: { name: 'Logiciel de paie', scopes: ['deposit', 'read'] } },
  );
  return { employerId: id, clientId: client.clientId, clientSecret: client.clientSecret };
}
