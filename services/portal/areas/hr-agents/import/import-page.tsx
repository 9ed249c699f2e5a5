import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context';
import type { AgentsImportReport } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { LinkButton } from '../../../ui/button';
import { Failure } from '../../../ui/failure';
import { FileDrop } from '../../../ui/file-drop';
import { Notice } from '../../../ui/notice';
import { Page, Stack } from '../../../ui/page';
import { Progress } from '../../../ui/progress';
import { SafeText } from '../../../ui/safe-text';
import { TEXT } from '../text';
import { AGENTS } from '../use-agents';
import { FileModel } from './file-model';
import { FileRefused } from './file-refused';
import { ImportDone } from './import-done';
import { ImportReview } from './import-review';
import { type FileFlaw, readAgentsFile } from './read-agents-file';
import { type FileFault, useFileFault } from './use-file-fault';

const IMPORT = 'POST /v1/employers/{employerId}/agents/import';

/** A list of agents: looked over without effect, confirmed, imported. */
export function ImportPage() {
  const text = useText(TEXT);
  const { employerId, employerName, role } = useEmployer();
  const back = { to: `/rh/${employerId}/agents`, label: text.back };
  if (role !== 'hr') {
    return (
      <Page title={text.importing.title} back={back}>
        <Notice tone="info" title={text.readOnlyTitle}>
          <p>{text.readOnly}</p>
        </Notice>
        <div>
          <LinkButton to={`/rh/${employerId}/agents`}>{text.toAgents}</LinkButton>
        </div>
      </Page>
    );
  }
  return (
    <Page
      title={text.importing.title}
      lead={<SafeText>{text.importing.lead(employerName)}</SafeText>}
      back={back}
    >
      {/* Another employer is another import: no file goes with the name that was read before. */}
      <Import key={employerId} />
    </Page>
  );
}

/** A file that was looked over, and what the server found. */
interface Reviewed {
  readonly content: Blob;
  readonly report: AgentsImportReport;
}

class FlawedFile extends Error {
  constructor(readonly flaw: FileFlaw) {
    super(flaw);
    this.name = 'FlawedFile';
  }
}

function Import() {
  const text = useText(TEXT).importing;
  const api = useApi();
  const queries = useQueryClient();
  const faults = useFileFault();
  const { employerId } = useEmployer();
  const [file, setFile] = useState<File | null>(null);
  const send = (content: Blob, dryRun: boolean) =>
    api.call(
      IMPORT,
      { params: { employerId }, query: { dryRun }, body: content },
      { contentType: 'text/csv' },
    );
  const review = useMutation({
    mutationFn: async (chosen: File): Promise<Reviewed> => {
      const content = await readAgentsFile(chosen);
      if (!(content instanceof Blob)) throw new FlawedFile(content);
      return { content, report: await send(content, true) };
    },
  });
  const confirm = useMutation({
    mutationFn: (content: Blob) => send(content, false),
    onSettled: () => queries.invalidateQueries({ queryKey: [AGENTS] }),
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    confirm.reset();
    if (chosen === null) review.reset();
    else review.mutate(chosen);
  };
  if (confirm.data !== undefined) {
    return <ImportDone report={confirm.data} content={review.data?.content} onAgain={() => choose(null)} />;
  }
  const isEmpty = review.data?.report.rows === 0;
  const ofError = (error: Error | null): FileFault | null =>
    error instanceof FlawedFile ? faults.ofFlaw(error.flaw) : faults.ofError(error);
  const fault = isEmpty ? faults.noRows : ofError(review.error);
  return (
    <Stack>
      {file !== null && fault !== null && (
        <FileRefused key={review.submittedAt} fileName={file.name} fault={fault} />
      )}
      <FileDrop
        id="agents-file"
        label={fault === null ? text.file : text.other}
        hint={text.fileHint}
        accept={['.csv', 'text/csv']}
        file={fault === null ? file : null}
        isDisabled={confirm.isPending}
        onChange={choose}
      />
      {file !== null && review.isError && fault === null && (
        <Failure error={review.error} onRetry={() => review.mutate(file)} />
      )}
      {review.isPending && <Progress label={text.reading} share={null} />}
      {review.data !== undefined && !isEmpty && (
        <ImportReview
          key={review.submittedAt}
          report={review.data.report}
          content={review.data.content}
          confirm={confirm}
          onOther={() => choose(null)}
        />
      )}
      {(file === null || fault !== null) && <FileModel />}
    </Stack>
  );
}
