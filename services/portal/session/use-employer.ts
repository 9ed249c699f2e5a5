import { useParams } from 'react-router';
import type { Session } from '../api/schema';
import { useSession } from './session-context';

export type Grant = Session['grants'][number];

/** The employer of the address, on pages behind `RequireGrant`. */
export function useEmployer(): Grant {
  const { employerId } = useParams();
  const grant = useSession().grants.find((one) => one.employerId === employerId);
  if (grant === undefined) throw new Error('useEmployer outside RequireGrant');
  return grant;
}
