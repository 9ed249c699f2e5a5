import type { AgentsImportReport } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button, LinkButton } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { Row, Stack } from '../../../ui/page';
import { TEXT } from '../text';
import { refusedCount } from './refused-count';
import { RefusedRows } from './refused-rows';

interface ImportDoneProps {
  readonly report: AgentsImportReport;
  readonly content: Blob | undefined;
  onAgain(): void;
}

export function ImportDone({ report, content, onAgain }: ImportDoneProps) {
  const all = useText(TEXT);
  const text = all.importing;
  const { employerId } = useEmployer();
  const { created, updated, unchanged } = report;
  const refused = refusedCount(report);
  const focus = (box: HTMLDivElement | null) => box?.focus();
  return (
    <Stack>
      <Notice
        ref={focus}
        tabIndex={-1}
        tone="success"
        title={refused > 0 ? text.partlyDoneTitle : text.doneTitle}
      >
        <p>{text.done(created, updated, unchanged)}</p>
        {created > 0 && <p>{text.doneNext}</p>}
      </Notice>
      {refused > 0 && (
        <Notice tone="warning" title={text.notImportedTitle(refused)}>
          <p>{text.notImported(refused)}</p>
        </Notice>
      )}
      <Row>
        <LinkButton to={`/rh/${employerId}/agents`} look="primary">
          {all.toAgents}
        </LinkButton>
        <LinkButton to={`/rh/${employerId}/agents/courriers`}>{all.letters}</LinkButton>
        <Button look="quiet" onPress={onAgain}>
          {text.again}
        </Button>
      </Row>
      {content !== undefined && <RefusedRows report={report} content={content} />}
    </Stack>
  );
}
