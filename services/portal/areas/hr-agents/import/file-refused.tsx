import { Notice } from '../../../ui/notice';
import { SafeText } from '../../../ui/safe-text';
import styles from '../hr-agents.module.css';
import type { FileFault } from './use-file-fault';

interface FileRefusedProps {
  readonly fileName: string;
  readonly fault: FileFault;
}

/** Nothing of the file can be looked over: why, and what to do. Takes the focus. Give it a `key` per attempt. */
export function FileRefused({ fileName, fault: { title, message } }: FileRefusedProps) {
  const focus = (box: HTMLDivElement | null) => box?.focus();
  return (
    <Notice ref={focus} tabIndex={-1} tone="danger" announce="alert" title={title}>
      <p className={styles.fileName}>
        <SafeText>{fileName}</SafeText>
      </p>
      <p>{message}</p>
    </Notice>
  );
}
