import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  hr: [
    {
      path: 'deposer',
      lazy: async () => ({ Component: (await import('./deposit-page')).DepositPage }),
    },
    {
      path: 'deposer/:batchId',
      lazy: async () => ({ Component: (await import('./outcome/outcome-page')).OutcomePage }),
    },
  ],
};
