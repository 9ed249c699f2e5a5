import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const SANE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A NIR, that of Corsica included: such an id would stand in every log line. */
const PERSONAL = /\d{13}|\d{5}2[AB]\d{6}/i;

/** Keeps a caller's X-Request-Id when it is one, so that both sides' logs meet; otherwise makes one. */
export function assignRequestId(): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const id = given !== undefined && isUsable(given) ? given : randomUUID();
    response.locals.requestId = id;
    response.setHeader('X-Request-Id', id);
    next();
  };
}

function isUsable(id: string): boolean {
  if (!SANE.test(id)) return false;
  return UUID.test(id) || !PERSONAL.test(id.replaceAll(/[._-]/g, ''));
}

export function requestIdOf(response: Response): string {
  const id: unknown = response.locals.requestId;
  return typeof id === 'string' ? id : '';
}
