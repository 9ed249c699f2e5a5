import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { Details, type Fact, Facts } from '../../ui/card';
import { SafeText } from '../../ui/safe-text';
import styles from './batches.module.css';
import { TEXT } from './text';

const MAIN_SOURCE = 'main';

/** What support asks for. */
export function BatchFacts({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const facts: (Fact | false)[] = [
    { name: text.openedAt, value: formats.dateTime(batch.openedAt) },
    batch.submittedAt !== null && { name: text.submittedAt, value: formats.dateTime(batch.submittedAt) },
    batch.completedAt !== null && { name: text.completedAt, value: formats.dateTime(batch.completedAt) },
    batch.source !== MAIN_SOURCE && { name: text.source, value: <SafeText>{batch.source}</SafeText> },
    batch.content !== null && { name: text.size, value: formats.size(batch.content.size) },
    batch.content !== null && {
      name: text.fingerprint,
      value: <span className={styles.mono}>{batch.content.sha256}</span>,
    },
    { name: text.batchId, value: <span className={styles.mono}>{batch.id}</span> },
  ];
  return (
    <Details>
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </Details>
  );
}
