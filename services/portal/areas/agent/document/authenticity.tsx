import { Link } from 'react-router';
import { isProblem } from '../../../api/failures';
import type { Document } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Card } from '../../../ui/card';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { SafeText } from '../../../ui/safe-text';
import { TEXT } from '../text';
import type { useDocumentFile } from '../use-document-file';
import styles from './document.module.css';
import { TechnicalDetails } from './technical-details';
import { useSealCheck } from './use-seal-check';
import { VerifyAddress } from './verify-address';

interface AuthenticityProps {
  readonly document: Document;
  readonly file: ReturnType<typeof useDocumentFile>['query'];
}

/** "Is it authentic?" in one sentence, what to give to a bank, and the rest for whoever asks. */
export function Authenticity({ document, file }: AuthenticityProps) {
  const text = useText(TEXT).document;
  const seal = useSealCheck(document.id, file.data, false);
  const damaged = isProblem(file.error, 'document-damaged') || seal.data?.verdict === 'broken';
  return (
    <Card title={text.authentic}>
      {damaged ? (
        <Notice tone="danger" announce="alert" title={text.damagedTitle}>
          <p>{text.damaged}</p>
        </Notice>
      ) : (
        <>
          {/* The API hands a file out only after comparing it with what was sealed: until it has, nothing is said. */}
          {file.data !== undefined && <Unchanged document={document} />}
          <ForBank document={document} />
        </>
      )}
      <TechnicalDetails document={document} file={file.data} />
    </Card>
  );
}

/** What counts for a month is its newest payslip: one that was replaced is not what a bank asks for. */
function ForBank({ document: { replacedBy } }: { readonly document: Document }) {
  const text = useText(TEXT);
  const formats = useFormats();
  if (replacedBy === null) {
    return (
      <>
        <p>{text.document.forBank}</p>
        <VerifyAddress />
      </>
    );
  }
  return (
    <>
      <p>{text.document.forBankReplaced(formats.date(replacedBy.depositedAt))}</p>
      <p>
        <Link to={`/documents/${replacedBy.id}`}>{text.slips.seeSuccessor}</Link>
      </p>
    </>
  );
}

function Unchanged({ document: { employerName, depositedAt } }: { readonly document: Document }) {
  const text = useText(TEXT).document;
  const formats = useFormats();
  return (
    <p className={styles.unchanged} role="status">
      <Icon name="shield" size={28} />
      <SafeText>{text.authenticity(employerName, formats.date(depositedAt))}</SafeText>
    </p>
  );
}
