/** What a caller holds: nothing, a session, or a machine's token. */
export type Credential =
  | null
  | { readonly cookie: string; readonly csrfToken: string }
  | { readonly bearer: string };

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    call: string,
  ) {
    super(`${call} answered ${status} ${code}`);
  }
}

interface Send {
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly bytes?: { readonly type: string; readonly content: RequestInit['body'] };
  readonly accept?: string;
}

/** Speaks to the API as any caller would: HTTP and nothing else. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly credential: Credential = null,
  ) {}

  with(credential: Credential): ApiClient {
    return new ApiClient(this.url, credential);
  }

  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)).json() as Promise<T>;
  }

  async post<T>(path: string, body: Send = {}): Promise<T> {
    return (await this.send('POST', path, body)).json() as Promise<T>;
  }

  async bytes(path: string, accept = '*/*'): Promise<Buffer> {
    return Buffer.from(await (await this.send('GET', path, { accept })).arrayBuffer());
  }

  async send(method: string, path: string, body: Send = {}): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.headers(), ...contentType(body), accept: body.accept ?? 'application/json' },
      body: contentOf(body),
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { code?: string };
    throw new ApiError(response.status, problem.code ?? 'unknown', `${method} ${path}`);
  }

  /** Signs in; the client returned acts as that person. */
  async signIn(login: string, password: string): Promise<ApiClient> {
    const response = await this.send('POST', '/v1/session', { json: { login, password } });
    const cookie = response.headers.getSetCookie().map((value) => value.split(';', 1)[0]);
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return this.with({ cookie: cookie.join('; '), csrfToken });
  }

  private headers(): Record<string, string> {
    if (this.credential === null) return {};
    if ('bearer' in this.credential) return { authorization: `Bearer ${this.credential.bearer}` };
    return { cookie: this.credential.cookie, 'x-csrf-token': this.credential.csrfToken };
  }
}

function contentType({ json, form, bytes }: Send): Record<string, string> {
  if (json !== undefined) return { 'content-type': 'application/json' };
  if (form !== undefined) return { 'content-type': 'application/x-www-form-urlencoded' };
  return bytes === undefined ? {} : { 'content-type': bytes.type };
}

function contentOf({ json, form, bytes }: Send): RequestInit['body'] {
  if (json !== undefined) return JSON.stringify(json);
  if (form !== undefined) return new URLSearchParams(form);
  return bytes?.content;
}
