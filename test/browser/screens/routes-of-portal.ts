import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/repository';

const AREAS = path.join(ROOT, 'services/portal/areas');

interface Routes {
  readonly anyone?: readonly { readonly path: string }[];
  readonly signedIn?: readonly { readonly path: string }[];
  readonly hr?: readonly { readonly path: string }[];
}

/** Every route that the areas of the portal export; HR's as the address has them. */
export async function readPortalRoutes(): Promise<string[]> {
  const files = readdirSync(AREAS)
    .map((area) => path.join(AREAS, area, 'routes.ts'))
    .filter((file) => existsSync(file));
  const areas = await Promise.all(files.map(async (file): Promise<Routes> => (await import(file)).routes));
  const paths = (routes: Routes[keyof Routes]) => (routes ?? []).map((route) => route.path);
  return areas.flatMap(({ anyone, signedIn, hr }) => [
    ...paths(anyone),
    ...paths(signedIn),
    ...paths(hr).map((one) => `/rh/:employerId/${one}`),
  ]);
}
