import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from '../../../infra/ports/logger';
import { DirectoryError } from '../../directory/errors';
import { IdentityError } from '../../identity/errors';
import type { KeptAnswer } from '../../identity/idempotency/kept-answer';
import { IngestionError } from '../../ingestion/errors';
import { isOAuth, oauthErrorOf } from './oauth-error';
import { HttpError, type Problem } from './problem';
import { problemCodeOf } from './problem-code';
import { PROBLEMS, type ProblemCode } from './problem-table';
import { closeAfterUnreadBody } from './request-body';
import { requestIdOf } from './request-id';

const RETRY_AFTER_SECONDS = 5;
const UNKNOWN = [500, 'Something failed here. The request id finds it in our logs.'] as const;

/**
 * Turns what a handler threw into problem+json. Only codes of the table leave;
 * anything else is logged and answers 500 without a word about its cause.
 */
export function answerErrors(logger: Logger, observeProblem: (code: string) => void): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const code = problemCodeOf(error);
    const requestId = requestIdOf(response);
    const { status, headers, body } = renderProblem(error, request, requestId);
    observeProblem(code ?? 'internal-error');
    if (status >= 500) logger.error({ requestId, status, code, error }, 'request failed');
    if (response.headersSent) {
      // Half an answer must not look like a whole one.
      response.destroy();
      return;
    }
    response.status(status).set({ 'Cache-Control': 'no-store' });
    // Not `set`, which would add a charset that this type does not have.
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    closeAfterUnreadBody(request, response);
    response.end(body);
  };
}

/** A problem as it leaves, whoever it is told to now or later. */
export function renderProblem(error: unknown, request: Pick<Request, 'path'>, requestId: string): KeptAnswer {
  const code = problemCodeOf(error);
  const [status, detail] = code === null ? UNKNOWN : PROBLEMS[code];
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: code ?? 'internal-error',
    detail,
    requestId,
    ...(error instanceof HttpError && error.invalid.length > 0 ? { invalid: error.invalid } : {}),
    // Lines and columns of a file, never what stands in them.
    ...(error instanceof DirectoryError ? error.detail : {}),
  };
  const oauth = isOAuth(request.path);
  return {
    status,
    headers: {
      ...headersOf(status, code, error),
      'Content-Type': oauth ? 'application/json' : 'application/problem+json',
    },
    body: Buffer.from(JSON.stringify(oauth ? { ...problem, ...oauthErrorOf(problem) } : problem)),
  };
}

function headersOf(status: number, code: ProblemCode | null, error: unknown): Record<string, string> {
  const wait =
    error instanceof IdentityError || error instanceof IngestionError || error instanceof HttpError
      ? error.retryAfterSeconds
      : undefined;
  return {
    // A client shows its secret by form or Basic (RFC 6749, 5.2); everyone else a token.
    ...(status === 401 ? { 'WWW-Authenticate': code === 'invalid-client' ? 'Basic' : 'Bearer' } : {}),
    ...(status === 405 ? { Allow: 'GET' } : {}),
    ...(code === 'tus-version-unsupported' ? { 'Tus-Version': '1.0.0' } : {}),
    ...(status === 503 || wait !== undefined ? { 'Retry-After': String(wait ?? RETRY_AFTER_SECONDS) } : {}),
  };
}
