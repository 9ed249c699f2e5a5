import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { useApiQuery } from '../../../api/api-context';
import { isProblem } from '../../../api/failures';
import type { EmployerDocument } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Card, Facts } from '../../../ui/card';
import { Loaded } from '../../../ui/failure';
import { Page, Stack } from '../../../ui/page';
import { PersonName, SafeText } from '../../../ui/safe-text';
import { Skeleton } from '../../../ui/skeleton';
import { StateBadge, stateOf } from '../document-state';
import { TEXT } from '../text';
import { useDocumentFile } from '../use-document-file';
import { Authenticity } from './authenticity';
import { ContentActions, Preview } from './content';
import { NoDocumentPage } from './no-document-page';
import { Slips } from './slips';

/** One document of the employer vault. */
export function DocumentPage() {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId } = useEmployer();
  const { documentId = '' } = useParams();
  const query = useApiQuery(
    'GET /v1/employers/{employerId}/documents/{documentId}',
    { params: { employerId, documentId } },
    // Looking is journaled: not again for looking at another window.
    { refetchOnWindowFocus: false },
  );
  // An address that is no document's id is refused before anything is looked for.
  if (isProblem(query.error, 'document-not-found', 'not-found', 'invalid-request')) return <NoDocumentPage />;
  const back = { to: `/rh/${employerId}/documents`, label: text.back };
  const document = query.data;
  if (document === undefined) {
    return (
      <Page key="loading" title={text.types.other} back={back}>
        <Loaded query={query} skeleton={<Skeleton lines={8} />}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return (
    <Page
      key={document.id}
      title={text.named(document.type, formats.month(document.period))}
      lead={<PersonName of={document.agent} />}
      back={back}
    >
      <OneDocument document={document} />
    </Page>
  );
}

function OneDocument({ document }: { readonly document: EmployerDocument }) {
  const file = useDocumentFile(document);
  const [shown, setShown] = useState(false);
  return (
    <Stack>
      <About document={document}>
        <ContentActions document={document} file={file} shown={shown} onShow={() => setShown(true)} />
      </About>
      <Slips document={document} />
      <Authenticity document={document} file={file} />
      {shown && <Preview file={file} />}
    </Stack>
  );
}

interface AboutProps {
  readonly document: EmployerDocument;
  readonly children: ReactNode;
}

function About({ document, children }: AboutProps) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { role } = useEmployer();
  const { agent, title } = document;
  const { one } = text;
  const state = stateOf(document);
  const acts: Partial<Record<typeof state, string>> = role === 'hr' ? text.stateActs : {};
  return (
    <Card title={one.about}>
      <Facts
        facts={[
          { name: one.agent, value: <PersonName of={agent} /> },
          { name: one.payrollNumber, value: <SafeText>{agent.payrollNumber}</SafeText> },
          ...(title === null ? [] : [{ name: one.title, value: <SafeText>{title}</SafeText> }]),
          { name: one.deposited, value: formats.dateTime(document.depositedAt) },
          { name: one.size, value: `${one.pages(document.pages)}, ${formats.size(document.size)}` },
          { name: one.state, value: <StateBadge document={document} /> },
        ]}
      />
      <p>
        {text.states[state].long} {acts[state]}
      </p>
      {children}
    </Card>
  );
}
