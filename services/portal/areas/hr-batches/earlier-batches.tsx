import { Link } from 'react-router';
import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { SafeText } from '../../ui/safe-text';
import styles from './batches.module.css';
import { TEXT } from './text';
import { useBatches } from './use-batches';

const LOOKED_AT = 20;
const SHOWN = 5;

/** What was deposited for the month already: the deliveries, newest first, and the payslips themselves. */
export function EarlierBatches({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId } = useEmployer();
  const { data } = useBatches(employerId, LOOKED_AT, batch.period);
  const earlier = (data?.pages[0]?.items ?? [])
    .filter((other) => other.id !== batch.id && depositedBy(other) > 0)
    .slice(0, SHOWN);
  const month = formats.month(batch.period);
  const [year, monthOfYear] = batch.period.split('-');
  return (
    <div className={styles.earlier}>
      {earlier.length > 0 && (
        <>
          <p>{text.furtherSlips.earlier(month)}</p>
          <ul>
            {earlier.map((other) => (
              <li key={other.id}>
                <Link to={`/rh/${employerId}/lots/${other.id}`}>
                  <SafeText>{other.reference}</SafeText>
                </Link>
                <div className={styles.quiet}>
                  {text.furtherSlips.sentOn(
                    formats.dateTime(other.submittedAt ?? other.openedAt),
                    depositedBy(other),
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Link to={`/rh/${employerId}/documents?type=payslip&annee=${year}&mois=${monthOfYear}`}>
          {text.furtherSlips.documents(month)}
        </Link>
      </p>
    </div>
  );
}

/** Slips to print lie in the employer's vault like the others. */
function depositedBy({ counts }: Batch): number {
  return (counts.deposited ?? 0) + (counts['to-print'] ?? 0);
}
