import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  hr: [
    {
      path: 'mois/:period?',
      lazy: async () => ({ Component: (await import('./month-page')).MonthPage }),
    },
  ],
};
