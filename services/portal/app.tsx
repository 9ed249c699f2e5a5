import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { ApiProvider } from './api/api-context';
import type { ApiClient } from './api/client';
import { isWorthRetrying } from './api/failures';
import { LanguageProvider } from './i18n/language-context';
import { createRouter } from './routes';
import { SessionProvider } from './session/session-context';
import { SessionEnd } from './session/session-end';
import type { SessionStore } from './session/session-store';
import { ToastProvider } from './ui/toast';

const RETRIES = 2;

export function App({ api, sessions }: { readonly api: ApiClient; readonly sessions: SessionStore }) {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            retry: (count, error) => count < RETRIES && isWorthRetrying(error),
            staleTime: 10_000,
            // A request that cannot leave fails with its sentence, instead of waiting unseen for a network.
            networkMode: 'always',
          },
          mutations: { retry: false, networkMode: 'always' },
        },
      }),
  );
  const [router] = useState(createRouter);
  return (
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <ApiProvider api={api}>
          <SessionProvider store={sessions}>
            <ToastProvider>
              <RouterProvider router={router} />
              <SessionEnd />
            </ToastProvider>
          </SessionProvider>
        </ApiProvider>
      </QueryClientProvider>
    </LanguageProvider>
  );
}
