import type { ReactNode } from 'react';
import { cx } from './cx';
import type { Tone } from './notice';
import styles from './state.module.css';

interface BadgeProps {
  readonly tone?: Tone | 'neutral';
  readonly children: ReactNode;
}

/** A state in a word or two: the word says it, the colour only helps. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={cx(styles.badge, styles[tone])}>{children}</span>;
}
