import type { AreaRoutes } from '../../routes';

/** A file goes on being sent from one of these pages to the other. */
export const routes: AreaRoutes = {
  hr: [
    {
      lazy: async () => ({ Component: (await import('./uploads-context')).UploadsLayout }),
      children: [
        { path: 'envoyer', lazy: async () => ({ Component: (await import('./send-page')).SendPage }) },
        {
          path: 'lots',
          lazy: async () => ({ Component: (await import('../hr-batches/batches-page')).BatchesPage }),
        },
        {
          path: 'lots/:batchId',
          lazy: async () => ({ Component: (await import('../hr-batches/batch-page')).BatchPage }),
        },
      ],
    },
  ],
};
