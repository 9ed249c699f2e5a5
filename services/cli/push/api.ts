import type { z } from 'zod';
import { problemAnswer, tokenAnswer } from './answers';
import { type BackOff, type Pace, readRetryAfter } from './back-off';
import { type Http, type HttpAnswer, type HttpRequest, readAll } from './http';
import { failure, PushError, type PushErrorCode, TransientFault } from './push-error';

/** The public API, as one payroll system. */
export interface Api {
  /**
   * One attempt; renews the token where it ended.
   *
   * @returns an answer of status 2xx
   * @throws TransientFault what may pass; PushError what the API refuses, with its code
   */
  attempt(request: HttpRequest): Promise<HttpAnswer>;
  /** Attempts until it is answered. */
  ask<T extends z.ZodType>(
    request: HttpRequest & { readonly json?: unknown },
    shape: T,
  ): Promise<z.output<T>>;
  /** Attempts at anything until it is answered or refused. */
  persist<T>(attempt: () => Promise<T>): Promise<T>;
}

export interface ApiOptions {
  readonly http: Http;
  readonly pace: Pace;
  readonly clientId: string;
  readonly clientSecret: string;
  newBackOff(): BackOff;
}

const UNAUTHORIZED = 401;
/** What a server or a proxy says of itself, not of the request (RFC 9110, RFC 6585). */
const PASSING = [408, 425, 429, 500, 502, 503, 504];
/** Before its end, so that no request is on its way with a token that ends meanwhile. */
const EARLY_MS = 60_000;

export function createApi({ http, pace, clientId, clientSecret, newBackOff }: ApiOptions): Api {
  let token: { readonly value: string; readonly renewAt: number } | null = null;

  async function authenticate(): Promise<string> {
    if (token !== null && pace.elapsedMs() < token.renewAt) return token.value;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await http.send({
      method: 'POST',
      path: '/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: Buffer.from(form.toString()),
    });
    const { access_token: value, expires_in: seconds } = await readShape(await settle(answer), tokenAnswer);
    const lasts = seconds * 1000;
    // One that lasts a minute is used for half of it, not renewed at every call.
    token = { value, renewAt: pace.elapsedMs() + Math.max(lasts / 2, lasts - EARLY_MS) };
    return value;
  }

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const authorization = `Bearer ${await authenticate()}`;
    return http.send({
      ...request,
      headers: { accept: 'application/json', ...request.headers, authorization },
    });
  }

  async function attempt(request: HttpRequest): Promise<HttpAnswer> {
    const known = token;
    const answer = await send(request);
    if (answer.status !== UNAUTHORIZED || known === null) return settle(answer);
    // It ended early, or was taken away: once more, and then it is the credentials.
    token = null;
    answer.content.destroy();
    return settle(await send(request));
  }

  async function persist<T>(work: () => Promise<T>): Promise<T> {
    const backOff = newBackOff();
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof TransientFault)) throw error;
        await backOff.wait(error);
      }
    }
  }

  return {
    attempt,
    persist,
    ask: ({ json, ...request }, shape) =>
      persist(async () =>
        readShape(
          await attempt({
            ...request,
            ...(json === undefined
              ? {}
              : {
                  headers: { 'content-type': 'application/json', ...request.headers },
                  body: Buffer.from(JSON.stringify(json)),
                }),
          }),
          shape,
        ),
      ),
  };
}

/** An answer of status 2xx as it is; of any other, what it means. */
async function settle(answer: HttpAnswer): Promise<HttpAnswer> {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const text = (await readAll(answer)).toString('utf8');
  const problem = problemAnswer.safeParse(parse(text));
  if (PASSING.includes(answer.status)) {
    const said = problem.success ? ` ${problem.data.code}` : '';
    throw new TransientFault(`HTTP ${answer.status}${said}`, readRetryAfter(answer.header('retry-after')));
  }
  const { code, detail } = problem.success
    ? problem.data
    : { code: 'answer-unreadable' satisfies PushErrorCode, detail: `HTTP ${answer.status}` };
  throw new PushError(code, detail, undefined, answer.status);
}

async function readShape<T extends z.ZodType>(answer: HttpAnswer, shape: T): Promise<z.output<T>> {
  const parsed = shape.safeParse(parse((await readAll(answer)).toString('utf8')));
  if (!parsed.success) {
    throw failure('answer-unreadable', parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
  }
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no shape accepts it.
    return undefined;
  }
}
