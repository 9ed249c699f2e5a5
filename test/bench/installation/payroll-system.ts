import { ApiClient, ApiError } from '../../../infra/local/demo/api-client';
import type { ClientCredentials } from './admit-employer';

/** A machine that speaks for one employer. */
export interface PayrollSystem {
  /** Below `/v1/employers/{id}/batches`. Authenticates anew where its token has run out meanwhile. */
  call<T>(work: (api: ApiClient, batches: string) => Promise<T>): Promise<T>;
}

const UNAUTHORIZED = 401;

export function createPayrollSystem(url: string, client: ClientCredentials): PayrollSystem {
  const api = new ApiClient(url);
  const batches = `/v1/employers/${client.employerId}/batches`;
  let current: ApiClient | undefined;

  async function authenticate(): Promise<ApiClient> {
    const form = {
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    };
    const { access_token: bearer } = await api.post<{ access_token: string }>('/oauth2/token', { form });
    return api.with({ bearer });
  }

  return {
    async call(work) {
      current ??= await authenticate();
      try {
        return await work(current, batches);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === UNAUTHORIZED)) throw error;
        current = await authenticate();
        return work(current, batches);
      }
    },
  };
}
