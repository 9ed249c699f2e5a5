import { Link } from 'react-router';
import type { EmployerDocument } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { PersonName, SafeText } from '../../ui/safe-text';
import { type Column, Table } from '../../ui/table';
import { StateBadge } from './document-state';
import styles from './hr-documents.module.css';
import { SaveButton } from './save-button';
import { TEXT } from './text';
import { useSlipWords } from './use-slip-words';

export function DocumentsTable({ documents }: { readonly documents: readonly EmployerDocument[] }) {
  const text = useText(TEXT).list;
  const formats = useFormats();
  const columns: readonly Column<EmployerDocument>[] = [
    { name: text.document, cell: (document) => <DocumentName document={document} /> },
    { name: text.agent, cell: ({ agent }) => <PersonName of={agent} /> },
    { name: text.payrollNumber, cell: ({ agent }) => <SafeText>{agent.payrollNumber}</SafeText> },
    { name: text.deposited, cell: ({ depositedAt }) => formats.shortDate(depositedAt) },
    { name: text.state, cell: (document) => <StateBadge document={document} /> },
    { name: text.actions, quiet: true, cell: (document) => <SaveButton document={document} /> },
  ];
  return (
    <div className={styles.documents}>
      <Table caption={text.caption} columns={columns} rows={documents} keyOf={({ id }) => id} />
    </div>
  );
}

/** A payslip is known by its month; anything else by its title too, where the sender gave one. */
function DocumentName({ document }: { readonly document: EmployerDocument }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const note = useSlipWords()(document);
  const { id, employerId, type, period, title } = document;
  return (
    <span className={styles.name}>
      <Link to={`/rh/${employerId}/documents/${id}`}>{text.named(type, formats.month(period))}</Link>
      {type !== 'payslip' && title !== null && (
        <span className={styles.quiet}>
          <SafeText>{title}</SafeText>
        </span>
      )}
      {note !== null && <span className={styles.quiet}>{note}</span>}
    </span>
  );
}
