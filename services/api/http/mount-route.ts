import type { Hash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Logger } from '../../../infra/ports/logger';
import type { RateLimiter } from '../../../infra/ports/rate-limiter';
import type { Principal } from '../../identity/principal';
import type { Gate, Once } from '../gate';
import { grantAccess } from './access';
import { runForAnswer, sendKept } from './answer-once';
import { isMutating, refuseCrossSite } from './cross-site';
import { callerOf, digestOfHead, idempotencyKeyOf } from './idempotency-key';
import { identifyCaller } from './identify-caller';
import { networkOf } from './network-of';
import { HttpError } from './problem';
import { isAccessRefusal, problemCodeOf } from './problem-code';
import { refusalOf } from './refusal-of';
import { type BodyLimits, readBody } from './request-body';
import { requestIdOf } from './request-id';
import type { RateLimit, Route } from './route';
import { sendReply } from './send-reply';
import { needsUploadPlace, type UploadPlaceLimits, type UploadPlaces, uploaderOf } from './upload-places';
import { validate } from './validate';

/** What the mechanism of every route stands on. */
export interface RouteContext {
  readonly gate: Gate;
  readonly rateLimiter: RateLimiter;
  readonly once: Once;
  readonly logger: Logger;
  readonly settings: ApiSettings;
  /** By its code: every refusal and every fault. */
  observeProblem(code: string): void;
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
}

export interface ApiSettings {
  /** Origin of the installation: decides which site may send requests, and whether cookies are `Secure`. */
  readonly publicUrl: string;
  readonly trustedProxyHops: number;
  readonly limits: RouteLimits;
}

type RouteLimits = BodyLimits &
  UploadPlaceLimits &
  Readonly<Record<RateLimit['perMinute'] | 'idempotencyAnswerBytes', number>>;

export function mountRoute(router: Router, route: Route, context: RouteContext, places: UploadPlaces): void {
  const path = route.path.replaceAll(/\{\+(\w+)\}/g, '*$1').replaceAll(/\{(\w+)\}/g, ':$1');
  // Without a handler of its own, HEAD would run the one of GET: a read that nobody read, journaled.
  if (route.method === 'get' && route.access !== 'public') {
    router.head(path, observe(route, context), () => {
      throw new HttpError('method-not-allowed');
    });
  }
  router[route.method](path, observe(route, context), answer(route, context, places));
}

/**
 * The order is the same for every route: where it comes from, how often, who,
 * whether they may, and only then what they say. A caller who may not learns
 * nothing from the form of their request.
 */
function answer(route: Route, context: RouteContext, places: UploadPlaces): RequestHandler {
  const { gate, settings } = context;
  return async (request, response) => {
    if (isMutating(request.method)) refuseCrossSite(request, settings.publicUrl);
    await limitRate(route, request, context);
    const principal =
      route.access === 'public' ? null : await identifyCaller(gate, request, settings.publicUrl);
    try {
      await perform(route, principal, request, response, context, places);
    } catch (error) {
      const code = problemCodeOf(error);
      // After the rollback of what was attempted, and before the answer that tells of it.
      if (principal !== null && isAccessRefusal(code)) {
        await gate.recordRefusal(principal, refusalOf(code, request.params));
      }
      throw error;
    }
  };
}

async function perform(
  route: Route,
  principal: Principal | null,
  request: Request,
  response: Response,
  context: RouteContext,
  places: UploadPlaces,
): Promise<void> {
  const actor = grantAccess(route.access, principal, request.params.employerId);
  const params = validate(route.params, joinedParams(request), 'params');
  const query = validate(route.query, request.query, 'query');
  const key = idempotencyKeyOf(route, request);
  const leave = needsUploadPlace(route)
    ? places.take(uploaderOf(principal, request.params.employerId))
    : null;
  try {
    await carryOut(route, { actor, principal, params, query }, key, request, response, context);
  } finally {
    leave?.();
  }
}

/** From here on the caller is known to be allowed: the body is read, the call made, the answer sent. */
async function carryOut(
  route: Route,
  input: Pick<Parameters<Route['handle']>[0], 'actor' | 'principal' | 'params' | 'query'>,
  key: string | null,
  request: Request,
  response: Response,
  { once, settings: { limits } }: RouteContext,
): Promise<void> {
  const digest = digestOfHead(route, request);
  const body = await bodyOf(route, request, response, limits, key === null ? undefined : digest);
  const handle = () =>
    route.handle({
      ...input,
      body,
      network: networkOf(request.ip ?? ''),
      accepts: (types) => request.accepts([...types]) || null,
      header: (name) => request.get(name),
    });
  if (key === null) return sendReply(route, request, response, await handle());
  const outcome = await once.run(
    { caller: callerOf(input.principal, request), key, digest: digest.digest() },
    () => runForAnswer(route, request, response, handle, limits.idempotencyAnswerBytes),
  );
  if ('kept' in outcome) return sendKept(response, outcome.kept);
  if ('error' in outcome.value) throw outcome.value.error;
  return sendReply(route, request, response, outcome.value.reply);
}

/** A parameter that spans segments arrives as a list of them. */
function joinedParams(request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.params).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('/') : value,
    ]),
  );
}

async function bodyOf(
  route: Route,
  request: Request,
  response: Response,
  limits: BodyLimits,
  digest: Hash | undefined,
): Promise<unknown> {
  if (route.body === undefined) return undefined;
  const body = await readBody(request, route.body, limits, {
    // A sender that asked first has not sent its gigabytes to be refused.
    onWanted: () => {
      if (request.get('expect')?.toLowerCase() === '100-continue') response.writeContinue();
    },
    observe: (piece) => digest?.update(piece),
  });
  return 'schema' in route.body ? validate(route.body.schema, body, 'body') : body;
}

async function limitRate(route: Route, request: Request, context: RouteContext): Promise<void> {
  if (route.rateLimit === undefined) return;
  const perMinute = context.settings.limits[route.rateLimit.perMinute];
  const wait = await context.rateLimiter.take(route.rateLimit.name, networkOf(request.ip ?? ''), perMinute);
  if (wait !== null) throw new HttpError('too-many-requests', { retryAfterSeconds: wait });
}

function observe(route: Route, context: RouteContext): RequestHandler {
  return (request: Request, response: Response, next) => {
    const started = performance.now();
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1000;
      const { method } = request;
      const status = response.statusCode;
      context.observeRequest({ method, route: route.path, status, seconds });
      context.logger.info(
        {
          requestId: requestIdOf(response),
          method,
          route: route.path,
          status,
          seconds,
          ended: response.writableFinished,
        },
        'request',
      );
    });
    next();
  };
}
