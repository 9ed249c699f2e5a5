import { Link } from 'react-router';
import type { Document } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { SafeText } from '../../../ui/safe-text';
import { capitalised } from '../document-name';
import { SaveButton } from '../save-button';
import { SlipBadge } from '../slip-badge';
import { furtherSlip } from '../slip-mark';
import { TEXT } from '../text';
import { depositShown } from './deposit-shown';
import styles from './documents.module.css';

interface DocumentRowProps {
  readonly document: Document;
  /** What stands in the list with it. */
  readonly among: readonly Document[];
}

/** A payslip is known by its month; anything else by its title, where the sender gave one. */
export function DocumentRow({ document, among }: DocumentRowProps) {
  const text = useText(TEXT);
  const formats = useFormats();
  const month = capitalised(formats.month(document.period));
  const { depositedAt } = document;
  const shown = depositShown(document, among, formats.date);
  const time = shown === 'minute' ? formats.dateTime(depositedAt) : formats.date(depositedAt);
  const further = furtherSlip(document);
  const own = document.type === 'payslip' ? null : document.title;
  return (
    <li className={styles.row}>
      <Link className={styles.rowLink} to={`/documents/${document.id}`}>
        <span className={styles.rowHead}>
          <span className={styles.rowName}>{own === null ? month : <SafeText>{own}</SafeText>}</span>
          <SlipBadge document={document} />
        </span>
        <span className={styles.quiet}>
          {text.types[document.type]}
          {own !== null && ` · ${formats.month(document.period)}`}
          {' · '}
          <SafeText>{document.employerName}</SafeText>
        </span>
        {shown !== null && <span className={styles.quiet}>{text.documents.depositedOn(time)}</span>}
        {further !== null && <span className={styles.quiet}>{text.slips.further(further)}</span>}
      </Link>
      <SaveButton document={document} small />
    </li>
  );
}
