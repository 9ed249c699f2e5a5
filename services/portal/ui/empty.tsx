import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './state.module.css';

interface EmptyProps {
  readonly icon?: IconName;
  readonly title: string;
  /** When something will be here, or what brings it here. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Nothing is here yet: says why, and what to do. */
export function Empty({ icon = 'file', title, children, actions }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <Icon name={icon} size={40} />
      <h2>{title}</h2>
      <p>{children}</p>
      {actions}
    </div>
  );
}
