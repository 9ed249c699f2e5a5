import { ApiProblem, NoAnswer } from './failures';
import type { Operations, Problem } from './schema';

export type OperationName = keyof Operations;

type Part<Name extends string, T> = keyof T extends never
  ? object
  : Record<never, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };
type Body<T> = [T] extends [undefined] ? object : { readonly body: T };

/** What a call takes: `params` of its path, `query`, `body`; none of them where it has none. */
export type InputOf<K extends OperationName> = Part<'params', Operations[K]['params']> &
  Part<'query', Operations[K]['query']> &
  Body<Operations[K]['body']>;

export type ResponseOf<K extends OperationName> = Operations[K]['response'];

/** Its JSON, without the files that the same call may answer with. */
export type JsonOf<K extends OperationName> = Exclude<ResponseOf<K>, Blob>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Of a body that is a file: `text/csv`, `application/zip`… */
  readonly contentType?: string;
  readonly accept?: string;
  /** Whether an ended session asks the person to sign in again (default), or is thrown as a problem. */
  readonly onSessionEnd?: 'ask' | 'throw';
}

/** What a call does when it was refused for the session's sake: resolves once it is worth repeating. */
export interface SessionKeeper {
  csrfToken(): string | null;
  /** The cookie is no longer one. @throws {SessionLeft} */
  signInAgain(): Promise<void>;
  /** The cookie is another one than the token: signed in again in another tab. */
  renewToken(): Promise<void>;
}

export interface ApiClient {
  /** Calls and returns the JSON of the answer. @throws {ApiProblem | NoAnswer | SessionLeft} */
  call<K extends OperationName>(operation: K, input: InputOf<K>, options?: CallOptions): Promise<JsonOf<K>>;
  /** The same for a file: its body is read by the caller, who so knows how far it is. */
  open<K extends OperationName>(operation: K, input: InputOf<K>, options?: CallOptions): Promise<Response>;
  /** Headers for what does not go through here, such as tus: the token of the session. */
  sessionHeaders(): Readonly<Record<string, string>>;
  /** Path with its parameters and query, for a link to a file. */
  addressOf<K extends OperationName>(operation: K, input: InputOf<K>): string;
  keepSessionWith(keeper: SessionKeeper): void;
}

interface Call {
  readonly method: string;
  readonly address: string;
  readonly body: unknown;
  readonly options: CallOptions;
}

export function createApiClient(): ApiClient {
  let keeper: SessionKeeper | null = null;

  const sessionHeaders = (): Record<string, string> => {
    const token = keeper?.csrfToken() ?? null;
    return token === null ? {} : { 'X-CSRF-Token': token };
  };

  /** Repeats a call at most once: after the person signed in again, or with the token of another tab's session. */
  const send = async (call: Call): Promise<Response> => {
    try {
      return await sendOnce(call, sessionHeaders());
    } catch (error) {
      if (keeper === null || !(error instanceof ApiProblem) || call.options.onSessionEnd === 'throw')
        throw error;
      if (error.code === 'not-authenticated') await keeper.signInAgain();
      else if (error.code === 'csrf-token-invalid') await keeper.renewToken();
      else throw error;
      return sendOnce(call, sessionHeaders());
    }
  };

  const open: ApiClient['open'] = (operation, input, options = {}) => {
    const [method = 'GET'] = operation.split(' ');
    const body = 'body' in input ? input.body : undefined;
    return send({ method, address: addressOf(operation, input), body, options });
  };

  return {
    open,
    async call(operation, input, options) {
      const response = await open(operation, input, options);
      return readJson(response);
    },
    sessionHeaders,
    addressOf,
    keepSessionWith(chosen) {
      keeper = chosen;
    },
  };
}

/** `GET /v1/x/{id}` with `{id}` filled in, and the query's parts that have a value. */
function addressOf(operation: string, input: object): string {
  const { params, query } = input as {
    params?: Readonly<Record<string, string>>;
    query?: Readonly<Record<string, unknown>>;
  };
  const path = operation
    .slice(operation.indexOf(' ') + 1)
    .replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

async function sendOnce(
  { method, address, body, options }: Call,
  session: Readonly<Record<string, string>>,
): Promise<Response> {
  const response = await ask(address, {
    method,
    headers: {
      Accept: options.accept ?? 'application/json',
      ...(method === 'GET' ? {} : session),
      ...typeOf(body, options.contentType),
    },
    body: asBody(body),
    signal: options.signal ?? null,
    credentials: 'same-origin',
    redirect: 'error',
  });
  if (!response.ok) throw await readProblem(response);
  return response;
}

async function ask(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (request.signal?.aborted === true) throw error;
    throw new NoAnswer(error);
  }
}

function asBody(body: unknown): RequestInit['body'] | null {
  if (body === undefined) return null;
  if (body instanceof Blob || body instanceof FormData) return body;
  return JSON.stringify(body);
}

function typeOf(body: unknown, contentType: string | undefined): Readonly<Record<string, string>> {
  // The browser writes the boundary of a form itself.
  if (body === undefined || body instanceof FormData) return {};
  if (body instanceof Blob) return { 'Content-Type': contentType ?? body.type };
  return { 'Content-Type': 'application/json' };
}

async function readJson<T>(response: Response): Promise<T> {
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T;
  const text = await readText(response);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new NoAnswer(error);
  }
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  return new ApiProblem(response.status, parseProblem(await readText(response)), retryAfter);
}

/** What stands between us and the API (a proxy) answers with pages of its own. */
function parseProblem(text: string): Partial<Problem> {
  try {
    return Object(JSON.parse(text)) as Partial<Problem>;
  } catch {
    return {};
  }
}
