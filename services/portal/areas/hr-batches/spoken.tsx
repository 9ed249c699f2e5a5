import styles from './spoken.module.css';

/** For screen readers alone: read when it changes, at their next pause. */
export function Spoken({ children }: { readonly children: string }) {
  return (
    <p className={styles.spoken} role="status">
      {children}
    </p>
  );
}
