import type { ReactNode, Ref } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import styles from './notice.module.css';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

const ICONS: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'warning',
};

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Read out when it appears: at once (`alert`), or when the reader pauses (`status`). */
  readonly announce?: 'alert' | 'status';
  readonly ref?: Ref<HTMLDivElement>;
  readonly tabIndex?: number;
}

export function Notice({ tone = 'info', title, children, announce, ref, tabIndex }: NoticeProps) {
  return (
    <div ref={ref} tabIndex={tabIndex} className={cx(styles.notice, styles[tone])} role={announce}>
      <Icon name={ICONS[tone]} />
      <div className={styles.body}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
