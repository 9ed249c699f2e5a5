import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from '../../../infra/ports/logger';
import { DirectoryError } from '../../directory/errors';
import { IdentityError } from '../../identity/errors';
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
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const code = problemCodeOf(error);
    const [status, detail] = code === null ? UNKNOWN : PROBLEMS[code];
    const requestId = requestIdOf(response);
    if (status >= 500) logger.error({ requestId, status, code, error }, 'request failed');
    if (response.headersSent) {
      // Half an answer must not look like a whole one.
      response.destroy();
      return;
    }
    response.status(status);
    response.set({ 'Cache-Control': 'no-store', ...headersOf(status, code, error) });
    closeAfterUnreadBody(request, response);
    sendProblem(request, response, {
      type: 'about:blank',
      title: STATUS_CODES[status] ?? 'Error',
      status,
      code: code ?? 'internal-error',
      detail,
      requestId,
      ...(error instanceof HttpError && error.invalid.length > 0 ? { invalid: error.invalid } : {}),
      // Lines and columns of a file, never what stands in them.
      ...(error instanceof DirectoryError ? error.detail : {}),
    });
  };
}

function headersOf(status: number, code: ProblemCode | null, error: unknown): Record<string, string> {
  const wait =
    error instanceof IdentityError || error instanceof HttpError ? error.retryAfterSeconds : undefined;
  return {
    // A client shows its secret by form or Basic (RFC 6749, 5.2); everyone else a token.
    ...(status === 401 ? { 'WWW-Authenticate': code === 'invalid-client' ? 'Basic' : 'Bearer' } : {}),
    ...(status === 405 ? { Allow: 'GET' } : {}),
    ...(code === 'tus-version-unsupported' ? { 'Tus-Version': '1.0.0' } : {}),
    ...(status === 503 || wait !== undefined ? { 'Retry-After': String(wait ?? RETRY_AFTER_SECONDS) } : {}),
  };
}

function sendProblem(request: Request, response: Response, problem: Problem): void {
  const oauth = isOAuth(request.path);
  const body = oauth ? { ...problem, ...oauthErrorOf(problem) } : problem;
  response.setHeader('Content-Type', oauth ? 'application/json' : 'application/problem+json');
  response.end(JSON.stringify(body));
}
