import { useState } from 'react';
import { COMMON } from '../../../i18n/frame';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { LinkButton } from '../../../ui/button';
import { Empty } from '../../../ui/empty';
import { Failure } from '../../../ui/failure';
import { Notice } from '../../../ui/notice';
import { Page } from '../../../ui/page';
import { Skeleton } from '../../../ui/skeleton';
import { TEXT } from '../text';
import { useAgents } from '../use-agents';
import { LettersDone } from './letters-done';
import { LettersForm } from './letters-form';
import { type Letters, MOST_COUNTED } from './use-letters';

export function LettersPage() {
  const all = useText(TEXT);
  const text = all.post;
  const { employerId, role } = useEmployer();
  return (
    <Page title={text.title} lead={text.lead} back={{ to: `/rh/${employerId}/agents`, label: all.back }}>
      {role === 'hr' ? (
        <LettersToSomebody key={employerId} />
      ) : (
        <>
          <Notice tone="info" title={all.readOnlyTitle}>
            <p>{all.readOnly}</p>
          </Notice>
          <div>
            <LinkButton to={`/rh/${employerId}/agents`}>{all.toAgents}</LinkButton>
          </div>
        </>
      )}
    </Page>
  );
}

function LettersToSomebody() {
  const common = useText(COMMON);
  const { employerId } = useEmployer();
  const [letters, setLetters] = useState<Letters | null>(null);
  const waiting = useAgents(employerId, { search: '', activated: false }, MOST_COUNTED);
  if (letters !== null) return <LettersDone letters={letters} onMore={() => setLetters(null)} />;
  if (waiting.data === undefined) {
    if (!waiting.isError) return <Skeleton lines={6} />;
    return (
      <Failure title={common.unavailableTitle} error={waiting.error} onRetry={() => void waiting.refetch()} />
    );
  }
  const [first] = waiting.data.pages;
  if (first === undefined || first.items.length === 0) return <NobodyWaits />;
  return <LettersForm count={first.nextCursor === null ? first.items.length : null} onDone={setLetters} />;
}

/** Everybody has activated, or there is nobody yet. */
function NobodyWaits() {
  const all = useText(TEXT);
  const text = all.post;
  const { employerId } = useEmployer();
  const { data } = useAgents(employerId, { search: '', activated: undefined }, 1);
  if (data === undefined) return <Skeleton lines={4} />;
  const isEmptyList = data.pages[0]?.items.length === 0;
  return isEmptyList ? (
    <Empty
      icon="people"
      title={text.noAgentsTitle}
      actions={
        <LinkButton to={`/rh/${employerId}/agents/importer`} look="primary">
          {all.import}
        </LinkButton>
      }
    >
      {text.noAgents}
    </Empty>
  ) : (
    <Empty
      icon="check"
      title={text.nobodyTitle}
      actions={<LinkButton to={`/rh/${employerId}/agents`}>{all.toAgents}</LinkButton>}
    >
      {text.nobody}
    </Empty>
  );
}
