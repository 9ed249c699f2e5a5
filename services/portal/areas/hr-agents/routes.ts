import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  hr: [
    { path: 'agents', lazy: async () => ({ Component: (await import('./agents-page')).AgentsPage }) },
    {
      path: 'agents/importer',
      lazy: async () => ({ Component: (await import('./import/import-page')).ImportPage }),
    },
    {
      path: 'agents/courriers',
      lazy: async () => ({ Component: (await import('./letters/letters-page')).LettersPage }),
    },
  ],
};
