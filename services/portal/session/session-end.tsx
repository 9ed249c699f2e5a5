import { lazy, Suspense, useEffect } from 'react';
import { useSessionState } from './session-context';

const load = () => import('./session-ended-dialog');
const SessionEndedDialog = lazy(async () => ({ default: (await load()).SessionEndedDialog }));

/** Asks for the password when the session ends; the dialog is fetched once somebody is signed in, so that it is there then. */
export function SessionEnd() {
  const state = useSessionState();
  const signedIn = state.kind === 'signed-in';
  useEffect(() => {
    // What fails here is fetched again when it is needed.
    if (signedIn) load().catch(() => undefined);
  }, [signedIn]);
  if (state.kind !== 'ended') return null;
  return (
    <Suspense>
      <SessionEndedDialog login={state.session.login} />
    </Suspense>
  );
}
