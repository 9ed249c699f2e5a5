import { Link } from 'react-router';
import { useApiQuery } from '../../../api/api-context';
import type { EmployerDocument } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Card } from '../../../ui/card';
import styles from '../hr-documents.module.css';
import { TEXT } from '../text';
import { useSlipWords } from '../use-slip-words';
import { ReplaceButton } from './replace-button';

/** The payslips of the shown one's agent and month, where there are several: which is which, and which counts. */
export function Slips({ document }: { readonly document: EmployerDocument }) {
  const { employerId, role } = useEmployer();
  const { data } = useApiQuery(
    'GET /v1/employers/{employerId}/documents/{documentId}/slips',
    { params: { employerId, documentId: document.id } },
    // Listing is journaled: not again for looking at another window.
    { enabled: document.type === 'payslip', refetchOnWindowFocus: false },
  );
  const text = useText(TEXT).slips;
  if (data === undefined || data.items.length < 2) return null;
  const shownAt = data.items.findIndex(({ id }) => id === document.id);
  return (
    <Card title={text.title}>
      <p className={styles.quiet}>{text.lead}</p>
      <ol className={styles.slips}>
        {data.items.map((slip, at) => (
          <li key={slip.id}>
            <SlipLine slip={slip} shown={slip.id === document.id} />
            {role === 'hr' && at < shownAt && mayReplace(document, slip) && (
              <ReplaceButton document={document} predecessor={slip} />
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The API decides; this saves a button that would be refused. */
function mayReplace(document: EmployerDocument, predecessor: EmployerDocument): boolean {
  const free = document.corrects === null && !document.withdrawn;
  return free && predecessor.replacedBy === null && !predecessor.withdrawn;
}

function SlipLine({ slip, shown }: { readonly slip: EmployerDocument; readonly shown: boolean }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const words = useSlipWords()(slip) ?? text.slips.first;
  const name = `${words}, ${text.slips.deposited(formats.dateTime(slip.depositedAt))}`;
  return (
    <p>
      {shown ? (
        <strong>{text.slips.shown(name)}</strong>
      ) : (
        <Link to={`/rh/${slip.employerId}/documents/${slip.id}`}>{name}</Link>
      )}
      {slip.withdrawn && ` (${text.states.withdrawn.short})`}
    </p>
  );
}
