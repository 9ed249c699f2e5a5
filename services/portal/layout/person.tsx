import { useMutation } from '@tanstack/react-query';
import { NavLink, useNavigate } from 'react-router';
import type { Session } from '../api/schema';
import { useProblemSentence } from '../api/use-problem-sentence';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { useSessionStore } from '../session/session-context';
import type { Grant } from '../session/use-employer';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import styles from './layout.module.css';

interface PersonProps {
  readonly session: Session;
  /** NULL: their own documents. */
  readonly space: Grant | null;
}

/** Who is signed in: the space they are in, their account, the way out. */
export function Person({ session, space }: PersonProps) {
  const text = useText(COMMON);
  const store = useSessionStore();
  const toast = useToast();
  const sentenceOf = useProblemSentence();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => store.signOut('here'),
    onSuccess: () => navigate('/connexion', { replace: true }),
    onError: (error) => toast(sentenceOf(error)),
  });
  return (
    <div className={styles.person}>
      <SpaceSelect session={session} space={space} />
      <NavLink to="/compte" className={styles.account ?? ''}>
        {text.account}
      </NavLink>
      <Button look="quiet" isPending={signOut.isPending} onPress={() => signOut.mutate()}>
        {text.signOut}
      </Button>
    </div>
  );
}

/** For who has more than one: their own documents, and each employer whose HR they are. */
function SpaceSelect({ session: { employments, grants }, space }: PersonProps) {
  const text = useText(COMMON);
  const navigate = useNavigate();
  const spaces = [
    ...(employments.length === 0 ? [] : [{ to: '/documents', label: text.ownDocuments }]),
    ...grants.map((grant) => ({
      to: `/rh/${grant.employerId}/mois`,
      label: text.humanResources(grant.employerName),
    })),
  ];
  if (spaces.length < 2) return null;
  const current = space === null ? '/documents' : `/rh/${space.employerId}/mois`;
  return (
    <label className={styles.area}>
      <span className={styles.hidden}>{text.workAs}</span>
      <select value={current} onChange={({ target }) => navigate(target.value)}>
        {spaces.map(({ to, label }) => (
          <option key={to} value={to}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
