import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../api/api-context';
import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Failure } from '../../ui/failure';
import { FileDrop } from '../../ui/file-drop';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/page';
import { Progress } from '../../ui/progress';
import { Spoken } from '../hr-batches/spoken';
import { ACCEPTED, checkFile, fingerprintOf } from './check-file';
import { dropUpload } from './send-file';
import { TEXT } from './text';
import { recallUpload } from './upload-memory';
import type { UploadState } from './uploads';
import { useUploadState, useUploads } from './uploads-context';

interface PanelProps {
  readonly batch: Batch;
}

/** Of a batch whose file has not been handed over: sends it, goes on sending it, or asks for it. */
export function UploadPanel({ batch }: PanelProps) {
  const text = useText(TEXT).upload;
  const { role } = useEmployer();
  const state = useUploadState(batch.id);
  useReadBatchAgainWhen(state?.kind === 'done', batch);
  if (state?.kind === 'sending') return <Sending state={state} />;
  if (state?.kind === 'failed') return <Failed state={state} batch={batch} />;
  if (state?.kind === 'done') return <Notice tone="success">{text.arrived}</Notice>;
  // What was not opened here is not a dry run: handing it over would deposit it unread.
  if (!batch.dryRun) return <Notice tone="info">{text.byMachine}</Notice>;
  if (role !== 'hr') return <Notice tone="info">{text.ofColleague}</Notice>;
  return batch.content === null ? <ChooseAgain batch={batch} /> : <HandOver batch={batch} />;
}

function useReadBatchAgainWhen(due: boolean, { id }: Batch): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!due) return;
    void queries.invalidateQueries({
      predicate: ({ queryKey: [operation, input] }) =>
        String(operation).startsWith('GET /v1/employers/{employerId}/batches') &&
        (JSON.stringify(input).includes(id) || operation === 'GET /v1/employers/{employerId}/batches'),
    });
  }, [due, id, queries]);
}

/** Read out at these steps: each percent would be noise. */
const SPOKEN_STEP = 0.25;

function Sending({ state }: { readonly state: Extract<UploadState, { kind: 'sending' }> }) {
  const text = useText(TEXT).upload;
  const formats = useFormats();
  const share = state.total === 0 ? 0 : state.sent / state.total;
  const step = Math.floor(share / SPOKEN_STEP) * SPOKEN_STEP;
  return (
    <Card title={text.title}>
      <Progress
        label={text.label}
        share={share}
        detail={text.amount(
          formats.percent(Math.floor(share * 100) / 100),
          formats.size(state.sent),
          formats.size(state.total),
        )}
      />
      <Spoken>{step === 0 ? '' : text.spoken(formats.percent(step))}</Spoken>
      {state.stalled ? (
        <Notice tone="warning" announce="status">
          {text.stalled}
        </Notice>
      ) : (
        <p>{text.stay}</p>
      )}
    </Card>
  );
}

interface FailedProps extends PanelProps {
  readonly state: Extract<UploadState, { kind: 'failed' }>;
}

function Failed({ state }: FailedProps) {
  const text = useText(TEXT).upload;
  const uploads = useUploads();
  return (
    <Card title={text.title}>
      <Failure title={text.failedTitle} error={state.error} />
      <div>
        <Button onPress={() => uploads.start(state.file)}>{text.retry}</Button>
      </div>
    </Card>
  );
}

/** After a reload, or on another device: the browser cannot open the file by itself. */
function ChooseAgain({ batch }: PanelProps) {
  const all = useText(TEXT);
  const text = all.upload;
  const formats = useFormats();
  const api = useApi();
  const uploads = useUploads();
  const { employerId } = useEmployer();
  const [begun] = useState(() => recallUpload(batch.id));
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [other, setOther] = useState<{ readonly file: File; readonly fingerprint: string } | null>(null);
  const start = (chosen: File, fingerprint: string) =>
    uploads.start({ employerId, batchId: batch.id, file: chosen, fingerprint });
  const replace = useMutation({
    mutationFn: async (chosen: NonNullable<typeof other>) => {
      await dropUpload(api, { employerId, batchId: batch.id });
      start(chosen.file, chosen.fingerprint);
    },
  });
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setError(null);
    setOther(null);
    if (chosen === null) return;
    const found = await checkFile(chosen);
    if ('flaw' in found) return setError(all[found.flaw]);
    // An archive may hold the merged PDF with its index; a PDF is no archive.
    if (found.format === 'merged-pdf' && batch.format === 'zip') return setError(text.pdfForZip);
    const fingerprint = await fingerprintOf(chosen);
    if (fingerprint === null) return setError(all.unreadableFile);
    if (begun === null || begun.fingerprint === fingerprint) return start(chosen, fingerprint);
    setError(text.otherFile);
    setOther({ file: chosen, fingerprint });
  };
  const share = begun === null ? 0 : Math.floor((begun.sent / begun.size) * 100) / 100;
  return (
    <Card title={text.title}>
      <Notice tone="warning">
        {begun === null ? text.notArrived : text.interrupted(formats.percent(share))}
      </Notice>
      {begun !== null && (
        <Progress
          label={text.label}
          share={share}
          detail={text.amount(formats.percent(share), formats.size(begun.sent), formats.size(begun.size))}
        />
      )}
      <FileDrop
        id="same-file"
        label={begun === null ? text.chooseFirst : text.choose}
        accept={ACCEPTED}
        file={file}
        error={error}
        onChange={(chosen) => void choose(chosen)}
      />
      {other !== null && (
        <Row>
          <Button look="secondary" isPending={replace.isPending} onPress={() => replace.mutate(other)}>
            {text.replace}
          </Button>
        </Row>
      )}
      {replace.isError && <Failure error={replace.error} />}
    </Card>
  );
}

/** The page went away between the last byte and handing it over. */
function HandOver({ batch }: PanelProps) {
  const text = useText(TEXT).upload;
  const api = useApi();
  const { employerId } = useEmployer();
  const handOver = useMutation({
    mutationFn: () =>
      api.call('POST /v1/employers/{employerId}/batches/{batchId}/submit', {
        params: { employerId, batchId: batch.id },
      }),
  });
  useReadBatchAgainWhen(handOver.isSuccess, batch);
  return (
    <Card title={text.title}>
      <Notice tone="info">{text.whole}</Notice>
      {handOver.isError && <Failure error={handOver.error} />}
      <div>
        <Button isPending={handOver.isPending} onPress={() => handOver.mutate()}>
          {text.check}
        </Button>
      </div>
    </Card>
  );
}
