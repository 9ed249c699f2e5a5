import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const SANE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;
/** Thirteen digits in a row may be somebody's number: such an id would stand in every log line. */
const PERSONAL = /\d{13}/;

/** Keeps a caller's X-Request-Id when it is one, so that both sides' logs meet; otherwise makes one. */
export function assignRequestId(): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const id = given !== undefined && SANE.test(given) && !PERSONAL.test(given) ? given : randomUUID();
    response.locals.requestId = id;
    response.setHeader('X-Request-Id', id);
    next();
  };
}

export function requestIdOf(response: Response): string {
  const id: unknown = response.locals.requestId;
  return typeof id === 'string' ? id : '';
}
