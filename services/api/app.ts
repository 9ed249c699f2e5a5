import express, { type Express } from 'express';
import { answerErrors } from './http/answer-error';
import { mountRoute, type RouteContext } from './http/mount-route';
import { HttpError } from './http/problem';
import { assignRequestId } from './http/request-id';
import type { Route } from './http/route';
import { keepNoCopy, securityHeaders } from './http/security';
import { servePortal } from './http/serve-portal';
import { createUploadPlaces } from './http/upload-places';
import { describeApi } from './openapi';

/**
 * The HTTP application over a list of routes; `listen` serves it.
 *
 * @param portal folder of the built portal; null: programs only
 */
export function createApp(
  routes: readonly Route[],
  context: RouteContext,
  portal: string | null = null,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.settings.trustedProxyHops);
  app.set('case sensitive routing', true);
  app.use(assignRequestId(), securityHeaders(context.settings.publicUrl), keepNoCopy());

  const document = describeApi(routes, context.settings.publicUrl);
  app.get('/v1/openapi.json', (_request, response) => {
    response.json(document);
  });
  const places = createUploadPlaces(context.settings.limits);
  for (const route of routes) mountRoute(app, route, context, places);
  if (portal !== null) app.use(servePortal(portal));

  app.use(() => {
    throw new HttpError('not-found');
  });
  app.use(answerErrors(context.logger, context.observeProblem));
  return app;
}
