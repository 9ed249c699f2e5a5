import { useText } from '../../../i18n/language-context';
import styles from '../hr-agents.module.css';
import { TEXT } from '../text';
import type { ColumnName } from './columns';

/** What the column holds, then the name that the first line of the file has for it. */
export function ColumnLabel({ name }: { readonly name: ColumnName }) {
  const text = useText(TEXT).importing;
  return (
    <>
      <span className={styles.meaning}>{text.columns[name]}</span>{' '}
      <code className={styles.columnCode}>{name}</code>
    </>
  );
}
