import type { Request, Response } from 'express';
import type { KeptAnswer } from '../../identity/idempotency/kept-answer';
import type { FirstRun } from '../../identity/idempotency/run-once';
import { renderProblem } from './answer-error';
import { isAccessRefusal, problemCodeOf } from './problem-code';
import { PROBLEMS } from './problem-table';
import { requestIdOf } from './request-id';
import type { Reply, Route } from './route';
import { renderReply } from './send-reply';

/**
 * Refusals that the request itself brings about, whenever it comes. Others depend
 * on what is there (404, 409), on how busy it is (429, 503) or on a fault: nothing
 * was done, and the next try may fare otherwise.
 */
const STABLE: ReadonlySet<number> = new Set([400, 403, 413, 422]);

/** What a route's handler came to. A refusal is one too: it is kept like a reply where it is stable. */
export type Ending = { readonly reply: Reply } | { readonly error: unknown };

/** Runs a handler and says what a repetition is to be told; throws what is to be tried again. */
export async function runForAnswer(
  route: Route,
  request: Request,
  response: Response,
  handle: () => Promise<Reply>,
  maxBytes: number,
): Promise<FirstRun<Ending>> {
  let reply: Reply;
  try {
    reply = await handle();
  } catch (error) {
    const code = problemCodeOf(error);
    if (code === null || isAccessRefusal(code) || !STABLE.has(PROBLEMS[code][0])) throw error;
    const answer = renderProblem(error, request, requestIdOf(response));
    return { value: { error }, answer };
  }
  const answer = renderReply(route, reply);
  // One that is too large is not kept: its request is then carried out again, as without a key.
  return { value: { reply }, answer: answer !== null && answer.body.length <= maxBytes ? answer : null };
}

export function sendKept(response: Response, { status, headers, body }: KeptAnswer): void {
  response.status(status).set(headers).set('Idempotent-Replayed', 'true');
  response.end(body);
}
