import { createBrowserRouter, type RouteObject } from 'react-router';
import { CrashPage } from './layout/crash-page';
import { Layout } from './layout/layout';
import { NotFoundPage } from './layout/not-found-page';
import { Home, RequireGrant, RequireSession } from './session/require-session';
import { Skeleton } from './ui/skeleton';

/** What the `routes.ts` of an area exports: paths of its pages, each loaded when it is first gone to. */
export interface AreaRoutes {
  /** For everyone: `/connexion`. */
  readonly anyone?: readonly RouteObject[];
  /** For who is signed in: `/documents`. */
  readonly signedIn?: readonly RouteObject[];
  /** Below `/rh/:employerId`, for its HR: `agents`. */
  readonly hr?: readonly RouteObject[];
}

const AREAS = Object.values(
  import.meta.glob<AreaRoutes>('./areas/*/routes.ts', { eager: true, import: 'routes' }),
);

function all(which: keyof AreaRoutes): RouteObject[] {
  return AREAS.flatMap((area) => area[which] ?? []);
}

export function createRouter() {
  return createBrowserRouter([
    {
      element: <Layout />,
      hydrateFallbackElement: <Skeleton lines={6} />,
      children: [
        {
          errorElement: <CrashPage />,
          children: [
            ...all('anyone'),
            {
              element: <RequireSession />,
              children: [
                { path: '/', element: <Home /> },
                ...all('signedIn'),
                { path: '/rh/:employerId', element: <RequireGrant />, children: all('hr') },
              ],
            },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ]);
}

export type { RouteObject };
