import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Session } from '../api/schema';
import { PROBLEM_SENTENCES } from '../api/use-problem-sentence';
import type { SessionState, SessionStore } from './session-store';

const SessionContext = createContext<SessionStore | null>(null);

/** Read from the installation itself, the same for everyone. */
const OF_NOBODY: ReadonlySet<unknown> = new Set(['GET /v1/portal', PROBLEM_SENTENCES]);

interface Properties {
  readonly store: SessionStore;
  readonly children: ReactNode;
}

export function SessionProvider({ store, children }: Properties) {
  const queries = useQueryClient();
  const signedOut = useSyncExternalStore(store.subscribe, store.state).kind === 'signed-out';
  useEffect(() => void store.load(), [store]);
  // What one person read is not there for the next.
  useEffect(() => {
    if (signedOut) queries.removeQueries({ predicate: ({ queryKey }) => !OF_NOBODY.has(queryKey[0]) });
  }, [signedOut, queries]);
  return <SessionContext value={store}>{children}</SessionContext>;
}

export function useSessionStore(): SessionStore {
  const store = useContext(SessionContext);
  if (store === null) throw new Error('useSessionStore outside SessionProvider');
  return store;
}

export function useSessionState(): SessionState {
  const store = useSessionStore();
  return useSyncExternalStore(store.subscribe, store.state);
}

/** Who is signed in; an ended session still says whose page this is. NULL: nobody. */
export function useOptionalSession(): Session | null {
  const state = useSessionState();
  return state.kind === 'signed-in' || state.kind === 'ended' ? state.session : null;
}

/** Who is signed in, on pages behind `RequireSession`. */
export function useSession(): Session {
  const session = useOptionalSession();
  if (session === null) throw new Error('useSession where nobody is signed in');
  return session;
}
