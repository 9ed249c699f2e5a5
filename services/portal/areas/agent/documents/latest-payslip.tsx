import type { Document } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { LinkButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { SafeText } from '../../../ui/safe-text';
import { Skeleton } from '../../../ui/skeleton';
import { capitalised } from '../document-name';
import { SaveButton } from '../save-button';
import { SlipBadge } from '../slip-badge';
import { TEXT } from '../text';
import styles from './documents.module.css';
import { useLatestPayslip } from './use-own-documents';

/** What people come for, one tap away. Where there is none, or it cannot be read, the list below says why. */
export function LatestPayslip() {
  const latest = useLatestPayslip();
  if (latest === undefined) return <Waiting />;
  return latest === null ? null : <LatestCard document={latest} />;
}

function Waiting() {
  return (
    <div className={styles.latest}>
      <Skeleton lines={3} />
    </div>
  );
}

function LatestCard({ document }: { readonly document: Document }) {
  const text = useText(TEXT).documents;
  const formats = useFormats();
  return (
    <section className={styles.latest} aria-labelledby="latest-payslip">
      <div className={styles.latestText}>
        <h2 id="latest-payslip" className={styles.latestLabel}>
          <Icon name="file" />
          {text.latest}
        </h2>
        <p className={styles.rowHead}>
          <span className={styles.latestMonth}>{capitalised(formats.month(document.period))}</span>
          <SlipBadge document={document} />
        </p>
        <p>
          <SafeText>{document.employerName}</SafeText>
        </p>
        <p className={styles.quiet}>{text.depositedOn(formats.date(document.depositedAt))}</p>
      </div>
      <div className={styles.latestActions}>
        <LinkButton to={`/documents/${document.id}`} look="primary" wide>
          {text.open}
        </LinkButton>
        <SaveButton document={document} />
      </div>
    </section>
  );
}
