import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/repository';

const AREAS = path.join(ROOT, 'services/portal/areas');

interface Route {
  /** None: it only surrounds its children. */
  readonly path?: string;
  readonly children?: readonly Route[];
}

interface Routes {
  readonly anyone?: readonly Route[];
  readonly signedIn?: readonly Route[];
  readonly hr?: readonly Route[];
}

/** Every route that the areas of the portal export; HR's as the address has them. */
export async function readPortalRoutes(): Promise<string[]> {
  const files = readdirSync(AREAS)
    .map((area) => path.join(AREAS, area, 'routes.ts'))
    .filter((file) => existsSync(file));
  const areas = await Promise.all(files.map(async (file): Promise<Routes> => (await import(file)).routes));
  return areas.flatMap(({ anyone, signedIn, hr }) => [
    ...paths(anyone),
    ...paths(signedIn),
    ...paths(hr).map((one) => `/rh/:employerId/${one}`),
  ]);
}

function paths(routes: readonly Route[] = []): string[] {
  return routes.flatMap(({ path: own, children }) => [
    ...(own === undefined ? [] : [own]),
    ...paths(children),
  ]);
}
