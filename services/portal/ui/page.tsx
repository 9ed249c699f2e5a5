import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { useProduct } from '../layout/use-product';
import { cx } from './cx';
import { Icon } from './icon';
import styles from './page.module.css';

interface PageProps {
  /** Heading and title of the window. */
  readonly title: string;
  readonly lead?: ReactNode | undefined;
  readonly back?: { readonly to: string; readonly label: string };
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  /** For forms of a few fields. */
  readonly narrow?: boolean;
  /** For one column of things to read. */
  readonly medium?: boolean;
  readonly children: ReactNode;
}

/** One screen: names the window, and takes the focus so that a screen reader starts at the heading. */
export function Page({ title, lead, back, actions, narrow = false, medium = false, children }: PageProps) {
  const text = useText(COMMON);
  const { productName } = useProduct();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = text.pageTitle(title, productName);
  }, [title, productName, text]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={cx(styles.page, narrow && styles.narrow, medium && styles.medium)}>
      {back !== undefined && (
        <Link className={styles.back} to={back.to}>
          <Icon name="back" /> {back.label}
        </Link>
      )}
      <div className={styles.head}>
        <div className={styles.titles}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {hasSomething(lead) && <p className={styles.lead}>{lead}</p>}
        </div>
        {hasSomething(actions) && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** `condition && element` leaves `false` where there is none. */
function hasSomething(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false;
}

/** Things below one another. */
export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}

/** Things beside one another, wrapping. */
export function Row({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** Cards in as many columns as fit. */
export function Grid({ children }: { readonly children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}
