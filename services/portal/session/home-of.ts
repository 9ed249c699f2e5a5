import type { Session } from '../api/schema';

/** Where a person belongs: their own documents, else the first employer whose HR they are, else their account. */
export function homeOf(session: Session): string {
  if (session.employments.length > 0) return '/documents';
  const [grant] = session.grants;
  return grant === undefined ? '/compte' : `/rh/${grant.employerId}/mois`;
}

/** Where to go after signing in: only ever a path of this portal. */
export function destinationAfterSignIn(wanted: unknown, session: Session): string {
  const isPath = typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) && wanted !== '/connexion';
  return isPath ? wanted : homeOf(session);
}
