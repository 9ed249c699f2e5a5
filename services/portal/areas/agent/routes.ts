import type { AreaRoutes } from '../../routes';

export const routes: AreaRoutes = {
  signedIn: [
    {
      path: '/documents',
      lazy: async () => ({ Component: (await import('./documents/documents-page')).DocumentsPage }),
    },
    {
      path: '/documents/:documentId',
      lazy: async () => ({ Component: (await import('./document/document-page')).DocumentPage }),
    },
    {
      path: '/historique',
      lazy: async () => ({ Component: (await import('./trace/trace-page')).TracePage }),
    },
  ],
};
