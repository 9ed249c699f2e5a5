import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router';
import { useProblemSentence } from '../api/use-problem-sentence';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { useOptionalSession } from '../session/session-context';
import { Icon } from '../ui/icon';
import { SafeText } from '../ui/safe-text';
import styles from './layout.module.css';
import { Navigation } from './navigation';
import { Person } from './person';
import { LanguageSelect, ThemeSelect } from './preferences';
import { useProduct } from './use-product';
import { useSpace } from './use-space';

/** Header, the page, footer. */
export function Layout() {
  const text = useText(COMMON);
  const session = useOptionalSession();
  const space = useSpace(session);
  // Its sentences are then there before anything fails.
  useProblemSentence();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#contenu">
        {text.skipToContent}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Brand />
          {session !== null && <Person session={session} space={space} />}
        </div>
        {session !== null && <Navigation session={session} space={space} />}
      </header>
      <main id="contenu" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <div className={styles.bar}>
          <div className={styles.links}>
            <NavLink to="/verifier">{text.verify}</NavLink>
            {session === null && <NavLink to="/connexion">{text.signIn}</NavLink>}
          </div>
          <div className={styles.choices}>
            <LanguageSelect />
            <ThemeSelect />
          </div>
        </div>
      </footer>
      <ScrollRestoration />
    </div>
  );
}

function Brand() {
  const { productName, operatorName, logo } = useProduct();
  return (
    <Link to="/" className={styles.brand}>
      {logo ? <img className={styles.logo} src="/portal/logo" alt="" /> : <Icon name="shield" size={32} />}
      <span className={styles.names}>
        <span className={styles.product}>
          <SafeText>{productName}</SafeText>
        </span>
        {operatorName !== null && (
          <span className={styles.operator}>
            <SafeText>{operatorName}</SafeText>
          </span>
        )}
      </span>
    </Link>
  );
}
