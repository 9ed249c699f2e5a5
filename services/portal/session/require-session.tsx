import { Navigate, Outlet, useLocation, useParams } from 'react-router';
import { NotFoundPage } from '../layout/not-found-page';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { homeOf } from './home-of';
import { useSession, useSessionState, useSessionStore } from './session-context';

/** Pages of who is signed in; others sign in first and come back. */
export function RequireSession() {
  const state = useSessionState();
  const store = useSessionStore();
  const { pathname, search } = useLocation();
  if (state.kind === 'loading') return <Skeleton lines={6} />;
  if (state.kind === 'failed') return <Failure error={state.error} onRetry={() => void store.load()} />;
  if (state.kind === 'signed-out') {
    return <Navigate to="/connexion" replace state={{ wanted: `${pathname}${search}` }} />;
  }
  return <Outlet />;
}

/** Pages below `/rh/:employerId`: for the HR of that employer. The API decides; this saves a useless screen. */
export function RequireGrant() {
  const { employerId } = useParams();
  const { grants } = useSession();
  return grants.some((grant) => grant.employerId === employerId) ? <Outlet /> : <NotFoundPage />;
}

/** `/`: to where the person belongs. */
export function Home() {
  return <Navigate to={homeOf(useSession())} replace />;
}
