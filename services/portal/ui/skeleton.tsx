import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import styles from './state.module.css';

/** Stands where something is about to be, about as high as it. */
export function Skeleton({ lines = 4 }: { readonly lines?: number }) {
  const text = useText(COMMON);
  return (
    <div className={styles.skeleton} role="status">
      <span className={styles.hidden}>{text.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name
        <div key={line} className={styles.bar} />
      ))}
    </div>
  );
}
