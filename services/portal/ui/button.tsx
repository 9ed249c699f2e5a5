import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Link } from 'react-router';
import styles from './button.module.css';
import { cx } from './cx';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: ButtonLook;
  /** As wide as what holds it. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** `isPending` shows that it works, and takes no second press meanwhile. */
export function Button({ look = 'primary', wide = false, isPending, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(isPending === undefined ? {} : { isPending })}
      className={cx(styles.button, styles[look], wide && styles.wide)}
    >
      {isPending === true && <span className={styles.spinner} aria-hidden="true" />}
      {children}
    </AriaButton>
  );
}

interface LinkButtonProps {
  readonly to: string;
  readonly look?: ButtonLook;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** Goes somewhere, and looks like a button. */
export function LinkButton({ to, look = 'secondary', wide = false, children }: LinkButtonProps) {
  return (
    <Link to={to} className={cx(styles.button, styles[look], wide && styles.wide)}>
      {children}
    </Link>
  );
}

interface DownloadButtonProps {
  readonly href: string;
  readonly fileName?: string;
  readonly look?: ButtonLook;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A file of the API, given by its address: the browser downloads it. */
export function DownloadButton({
  href,
  fileName,
  look = 'secondary',
  wide = false,
  children,
}: DownloadButtonProps) {
  return (
    <a href={href} download={fileName ?? ''} className={cx(styles.button, styles[look], wide && styles.wide)}>
      {children}
    </a>
  );
}
