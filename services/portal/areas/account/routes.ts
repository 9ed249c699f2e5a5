import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  signedIn: [
    { path: '/compte', lazy: async () => ({ Component: (await import('./account-page')).AccountPage }) },
  ],
};
