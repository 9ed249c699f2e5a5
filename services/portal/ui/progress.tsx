import { useId } from 'react';
import { useFormats } from '../i18n/language-context';
import styles from './state.module.css';

interface ProgressProps {
  readonly label: string;
  /** 0…1; null: how far it is is not known. */
  readonly share: number | null;
  /** Beside the label, such as "3 of 12 documents"; the percentage by default. */
  readonly detail?: string;
}

export function Progress({ label, share, detail }: ProgressProps) {
  const id = useId();
  const formats = useFormats();
  return (
    <div className={styles.progress}>
      <div className={styles.progressHead}>
        <span id={id}>{label}</span>
        <span>{detail ?? (share === null ? '' : formats.percent(share))}</span>
      </div>
      <progress
        className={styles.meter}
        aria-labelledby={id}
        max={1}
        {...(share === null ? {} : { value: share })}
      />
    </div>
  );
}
