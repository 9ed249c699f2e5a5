import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  hr: [
    {
      path: 'a-verifier',
      lazy: async () => ({ Component: (await import('./waiting/waiting-page')).WaitingPage }),
    },
    {
      path: 'a-verifier/:batchId/:itemId',
      lazy: async () => ({ Component: (await import('./desk/desk-page')).DeskPage }),
    },
  ],
};
