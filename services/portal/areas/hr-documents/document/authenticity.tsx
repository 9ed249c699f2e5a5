import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { isProblem } from '../../../api/failures';
import type { EmployerDocument } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Card, Details, Facts } from '../../../ui/card';
import { Failure } from '../../../ui/failure';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { SafeText } from '../../../ui/safe-text';
import { readFile } from '../../agent/read-file';
import { saveFile } from '../../agent/save-file';
import styles from '../hr-documents.module.css';
import { TEXT } from '../text';
import type { useDocumentFile } from '../use-document-file';

interface AuthenticityProps {
  readonly document: EmployerDocument;
  readonly file: ReturnType<typeof useDocumentFile>;
}

/** "Is it authentic?" in one sentence; technical words only for whoever asks. */
export function Authenticity({ document, file: { query, read } }: AuthenticityProps) {
  const text = useText(TEXT).one;
  const formats = useFormats();
  const date = formats.shortDate(document.depositedAt);
  if (isProblem(query.error, 'document-damaged')) {
    return (
      <Card title={text.authentic}>
        <Notice tone="danger" announce="alert" title={text.damagedTitle}>
          <p>{text.damaged}</p>
        </Notice>
        <Technical document={document} />
      </Card>
    );
  }
  return (
    <Card title={text.authentic}>
      {/* The API hands a file out only after comparing it with what was sealed: until it has, nothing is said. */}
      {query.data !== undefined ? (
        <p className={styles.unchanged} role="status">
          <Icon name="shield" size={28} />
          <SafeText>{text.authenticity(document.employerName, date)}</SafeText>
        </p>
      ) : (
        <>
          <p>
            <SafeText>{text.deposit(document.employerName, date)}</SafeText>
          </p>
          <div className={styles.check}>
            <Button look="secondary" isPending={query.isFetching} onPress={() => void read()}>
              <Icon name="shield" />
              {text.check}
            </Button>
            <p className={styles.quiet}>{text.checkHint}</p>
          </div>
        </>
      )}
      <Technical document={document} />
    </Card>
  );
}

function Technical({ document }: { readonly document: EmployerDocument }) {
  const text = useText(TEXT).one;
  const formats = useFormats();
  const { sealLevel, sealedAt, sha256 } = document;
  return (
    <Details>
      <Facts
        facts={[
          { name: text.level, value: `PAdES ${sealLevel}` },
          {
            name: text.sealedAt,
            value: sealedAt === null ? text.notSealed : text.ownClock(formats.dateTime(sealedAt)),
          },
          { name: text.sha256, value: <code className={styles.hash}>{sha256}</code> },
        ]}
      />
      <ProofDownload document={document} />
    </Details>
  );
}

function ProofDownload({ document: { id, employerId } }: { readonly document: EmployerDocument }) {
  const text = useText(TEXT).one;
  const api = useApi();
  const save = useMutation({
    mutationFn: async () => {
      const response = await api.open('GET /v1/employers/{employerId}/documents/{documentId}/proof', {
        params: { employerId, documentId: id },
      });
      saveFile(await readFile(response, () => undefined), text.proofFile(id));
    },
  });
  return (
    <>
      <p className={styles.quiet}>{text.proofText}</p>
      {save.isError && <Failure error={save.error} />}
      <div>
        <Button look="secondary" isPending={save.isPending} onPress={() => save.mutate()}>
          <Icon name="download" />
          {text.proof}
        </Button>
      </div>
    </>
  );
}
