import { useParams } from 'react-router';
import { useApiQuery } from '../../../api/api-context';
import { isProblem } from '../../../api/failures';
import type { Document } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Card, Facts } from '../../../ui/card';
import { Loaded } from '../../../ui/failure';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { SafeText } from '../../../ui/safe-text';
import { Skeleton } from '../../../ui/skeleton';
import { useDocumentName } from '../document-name';
import { SaveButton } from '../save-button';
import { saveFile } from '../save-file';
import { TEXT } from '../text';
import { useDocumentFile } from '../use-document-file';
import { Authenticity } from './authenticity';
import styles from './document.module.css';
import { DocumentNotFound } from './document-not-found';
import { Preview } from './preview';
import { SlipNotice } from './slip-notice';

export function DocumentPage() {
  const text = useText(TEXT);
  const nameOf = useDocumentName();
  const { documentId = '' } = useParams();
  const query = useApiQuery('GET /v1/me/documents/{documentId}', { params: { documentId } });
  // An address that is no document's id is refused before anything is looked for.
  if (isProblem(query.error, 'document-not-found', 'not-found', 'invalid-request'))
    return <DocumentNotFound />;
  const back = { to: '/documents', label: text.document.back };
  const document = query.data;
  if (document === undefined) {
    return (
      <Page key="loading" title={text.types.other} back={back}>
        <Loaded query={query} skeleton={<Skeleton lines={12} />}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return (
    <Page
      key={document.id}
      title={nameOf(document)}
      lead={<SafeText>{document.employerName}</SafeText>}
      back={back}
    >
      <OneDocument document={document} />
    </Page>
  );
}

function OneDocument({ document }: { readonly document: Document }) {
  const file = useDocumentFile(document.id);
  return (
    <div className={styles.columns}>
      <div className={styles.about}>
        <SlipNotice document={document} />
        <About document={document} file={file.query.data} />
      </div>
      <div className={styles.preview}>
        <Preview file={file} />
      </div>
      <div className={styles.authentic}>
        <Authenticity document={document} file={file.query} />
      </div>
    </div>
  );
}

interface AboutProps {
  readonly document: Document;
  readonly file: Blob | undefined;
}

function About({ document, file }: AboutProps) {
  const text = useText(TEXT);
  const formats = useFormats();
  const facts = text.document.facts;
  const named = text.named(document.type, formats.month(document.period), null);
  return (
    <Card>
      {file === undefined ? (
        <SaveButton document={document} look="primary" />
      ) : (
        // It is here already, for the preview: saving it reads nothing again.
        <Button wide onPress={() => saveFile(file, document.fileName)}>
          <Icon name="download" />
          {text.download}
        </Button>
      )}
      <Facts
        facts={[
          ...(document.title === null || saysTheSame(document.title, named)
            ? []
            : [{ name: facts.title, value: <SafeText>{document.title}</SafeText> }]),
          { name: facts.deposited, value: formats.dateTime(document.depositedAt) },
          {
            name: facts.size,
            value: `${text.document.pages(document.pages)}, ${formats.size(document.size)}`,
          },
        ]}
      />
    </Card>
  );
}

/** "Bulletin de paie octobre 2026" under the heading "Bulletin de paie, octobre 2026" tells nothing. */
function saysTheSame(title: string, heading: string): boolean {
  const words = (sentence: string) =>
    sentence
      .toLocaleLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ');
  return words(title) === words(heading);
}
