import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  anyone: [
    { path: '/verifier', lazy: async () => ({ Component: (await import('./verify-page')).VerifyPage }) },
  ],
};
