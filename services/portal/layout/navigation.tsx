import { Link, useLocation } from 'react-router';
import type { Session } from '../api/schema';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { MENUS } from '../i18n/menus';
import type { Grant } from '../session/use-employer';
import styles from './layout.module.css';

interface NavigationProps {
  readonly session: Session;
  /** NULL: their own documents. */
  readonly space: Grant | null;
}

/** What the person may go to in the space where they are. */
export function Navigation({ session, space }: NavigationProps) {
  const text = useText(COMMON);
  const entries = useEntries(session, space);
  const here = useLocation().pathname;
  if (entries.length === 0) return null;
  return (
    <nav className={styles.nav} aria-label={text.mainNavigation}>
      <ul>
        {entries.map(({ to, label, also = [] }) => (
          <li key={to}>
            <Link to={to} aria-current={isUnder(here, to, ...also) ? 'page' : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface Entry {
  readonly to: string;
  readonly label: string;
  /** Other pages that belong to it. */
  readonly also?: readonly string[];
}

function isUnder(here: string, ...pages: readonly string[]): boolean {
  return pages.some((page) => here === page || here.startsWith(`${page}/`));
}

function useEntries({ employments }: Session, space: Grant | null): Entry[] {
  const text = useText(MENUS);
  if (space !== null) {
    const at = (page: string) => `/rh/${space.employerId}/${page}`;
    const reading = [
      { to: at('mois'), label: text.hr.month },
      { to: at('lots'), label: text.hr.batches, also: [at('envoyer')] },
      { to: at('a-verifier'), label: text.hr.quarantine },
      { to: at('agents'), label: text.hr.agents },
      { to: at('documents'), label: text.hr.documents },
    ];
    return space.role === 'hr' ? [...reading, { to: at('deposer'), label: text.hr.deposit }] : reading;
  }
  if (employments.length === 0) return [];
  return [
    { to: '/documents', label: text.agent.documents },
    { to: '/historique', label: text.agent.trace },
  ];
}
