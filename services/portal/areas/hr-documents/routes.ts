import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  hr: [
    {
      path: 'documents',
      lazy: async () => ({ Component: (await import('./documents-page')).DocumentsPage }),
    },
    {
      path: 'documents/:documentId',
      lazy: async () => ({ Component: (await import('./document/document-page')).DocumentPage }),
    },
  ],
};
