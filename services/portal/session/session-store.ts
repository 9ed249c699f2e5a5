import type { ApiClient } from '../api/client';
import { ApiProblem, SessionLeft } from '../api/failures';
import type { Session } from '../api/schema';

export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly session: Session }
  /** The cookie no longer holds: what is on the screen stays, and a dialog asks for the password. */
  | { readonly kind: 'ended'; readonly session: Session };

export interface SessionStore {
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Reads who is signed in. */
  load(): Promise<void>;
  /** Reads again what the session opens, with the page staying as it is. @throws as a call does */
  refresh(): Promise<void>;
  signIn(credentials: { readonly login: string; readonly password: string }): Promise<Session>;
  signOut(where: 'here' | 'everywhere'): Promise<void>;
  /** Gives up an ended session: calls that wait for it fail. */
  leave(): void;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** @param reload opens the page anew, as whoever is signed in now */
export function createSessionStore(api: ApiClient, reload: () => void): SessionStore {
  let state: SessionState = { kind: 'loading' };
  const listeners = new Set<() => void>();
  let waiting: Waiting[] = [];

  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const known = () => (state.kind === 'signed-in' || state.kind === 'ended' ? state.session : null);
  const settle = (how: (one: Waiting) => void) => {
    const all = waiting;
    waiting = [];
    for (const one of all) how(one);
  };
  const read = () => api.call('GET /v1/session', {}, { onSessionEnd: 'throw' });

  const store: SessionStore = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load() {
      become({ kind: 'loading' });
      try {
        become({ kind: 'signed-in', session: await read() });
      } catch (error) {
        const signedOut = error instanceof ApiProblem && error.status === 401;
        become(signedOut ? { kind: 'signed-out' } : { kind: 'failed', error });
      }
    },
    async refresh() {
      become({ kind: 'signed-in', session: await read() });
    },
    async signIn(credentials) {
      const session = await api.call('POST /v1/session', { body: credentials }, { onSessionEnd: 'throw' });
      become({ kind: 'signed-in', session });
      settle(({ resolve }) => resolve());
      return session;
    },
    async signOut(where) {
      const operation = where === 'here' ? 'DELETE /v1/session' : 'DELETE /v1/sessions';
      try {
        await api.call(operation, {}, { onSessionEnd: 'throw' });
      } catch (error) {
        // Ended already: that is what was wanted, here; elsewhere it is not known to be.
        if (where === 'everywhere' || !(error instanceof ApiProblem) || error.status !== 401) throw error;
      }
      become({ kind: 'signed-out' });
    },
    leave() {
      become({ kind: 'signed-out' });
      settle(({ reject }) => reject(new SessionLeft()));
    },
  };

  api.keepSessionWith({
    csrfToken: () => known()?.csrfToken ?? null,
    signInAgain() {
      const session = known();
      if (session === null) return Promise.reject(new SessionLeft());
      const again = new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
      if (state.kind !== 'ended') become({ kind: 'ended', session });
      return again;
    },
    async renewToken() {
      const before = known();
      const session = await read();
      // Somebody else signed in, in another tab: nothing of this page is theirs.
      if (before === null || session.accountId !== before.accountId) {
        reload();
        throw new SessionLeft();
      }
      become({ kind: 'signed-in', session });
    },
  });
  return store;
}
