import { Link } from 'react-router';
import type { Document } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { SafeText } from '../../../ui/safe-text';
import { capitalised } from '../document-name';
import { SaveButton } from '../save-button';
import { TEXT } from '../text';
import { useSlipNote } from '../use-slip-note';
import styles from './documents.module.css';

/** A payslip is known by its month; anything else by its title, where the sender gave one. */
export function DocumentRow({ document }: { readonly document: Document }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const month = capitalised(formats.month(document.period));
  const note = useSlipNote()(document);
  const own = document.type === 'payslip' ? null : document.title;
  return (
    <li className={styles.row}>
      <Link className={styles.rowLink} to={`/documents/${document.id}`}>
        <span className={styles.rowName}>{own === null ? month : <SafeText>{own}</SafeText>}</span>
        <span className={styles.quiet}>
          {text.types[document.type]}
          {own !== null && ` · ${formats.month(document.period)}`}
          {' · '}
          <SafeText>{document.employerName}</SafeText>
        </span>
        {note !== null && <span className={styles.quiet}>{note}</span>}
      </Link>
      <SaveButton document={document} small />
    </li>
  );
}
