import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  anyone: [
    { path: '/connexion', lazy: async () => ({ Component: (await import('./sign-in-page')).SignInPage }) },
    {
      path: '/activation',
      lazy: async () => ({ Component: (await import('./activation-page')).ActivationPage }),
    },
  ],
};
