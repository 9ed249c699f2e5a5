import { useState } from 'react';
import { useLocation, useMatch } from 'react-router';
import type { Session } from '../api/schema';
import type { Grant } from '../session/use-employer';

/** Pages of no space: who comes there stays in the one they come from. */
const SHARED: ReadonlySet<string> = new Set(['/compte', '/verifier']);

/** The employer whose HR the person is at work as; null: they are with their own documents. */
export function useSpace(session: Session | null): Grant | null {
  const here = useMatch('/rh/:employerId/*')?.params.employerId ?? null;
  const shared = SHARED.has(useLocation().pathname);
  const [last, setLast] = useState(here);
  if (!shared && here !== last) setLast(here);
  if (session === null) return null;
  const { employments, grants } = session;
  const found = grants.find(({ employerId }) => employerId === (shared ? last : here));
  if (found !== undefined) return found;
  return employments.length === 0 ? (grants[0] ?? null) : null;
}
