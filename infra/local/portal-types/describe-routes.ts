import { describeApi } from '../../../services/api/openapi';
import { createRoutes } from '../../../services/api/routes';
import type { ApiDocument } from './types-of-api';

/** The routes are only described: nothing of what they call is touched, at whatever depth it is handed over. */
const untouched: object = new Proxy({}, { get: () => untouched });

/** The OpenAPI document of this source tree, without a running server. */
export function describeRoutes(): ApiDocument {
  const publicUrl = 'http://localhost:8080';
  const capabilities = new Proxy(
    {},
    { get: (_target, name) => (name === 'publicUrl' ? publicUrl : untouched) },
  );
  const routes = createRoutes(capabilities as Parameters<typeof createRoutes>[0]);
  return describeApi(routes, publicUrl) as ApiDocument;
}
