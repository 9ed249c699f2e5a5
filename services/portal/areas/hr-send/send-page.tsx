import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useApi } from '../../api/api-context';
import { useProblemSentence } from '../../api/use-problem-sentence';
import { now } from '../../clock';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button, LinkButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorSummary, type FormError } from '../../ui/error-summary';
import { RadioField, SelectField } from '../../ui/field';
import { FileDrop } from '../../ui/file-drop';
import { Notice } from '../../ui/notice';
import { Page, Stack } from '../../ui/page';
import { SafeText } from '../../ui/safe-text';
import { monthOf, monthsUntil, readMonth } from '../hr-month/months';
import { ACCEPTED, checkFile, fingerprintOf } from './check-file';
import { newReference, openBatch, type Sending } from './open-batch';
import styles from './send.module.css';
import { TEXT } from './text';
import { useUploads } from './uploads-context';

const MONTHS_OFFERED = 24;
const KINDS = ['payroll', 'hr', 'backfill'] as const;

export function SendPage() {
  const text = useText(TEXT);
  const { employerId, employerName, role } = useEmployer();
  return (
    <Page
      title={text.title}
      lead={role === 'hr' ? <SafeText>{text.lead(employerName)}</SafeText> : undefined}
    >
      {role === 'hr' ? (
        // Another employer is another form: no file goes with the name that was read before.
        <SendForm key={employerId} employerId={employerId} />
      ) : (
        <>
          <Notice tone="info" title={text.readOnlyTitle}>
            <p>{text.readOnly}</p>
          </Notice>
          <div>
            <LinkButton to={`/rh/${employerId}/lots`}>{text.toBatches}</LinkButton>
          </div>
        </>
      )}
    </Page>
  );
}

function SendForm({ employerId }: { readonly employerId: string }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const sentenceOf = useProblemSentence();
  const [current] = useState(() => monthOf(now()));
  const [search] = useSearchParams();
  const months = monthsUntil(current, MONTHS_OFFERED);
  const asked = readMonth(search.get('mois'));
  const [file, setFile] = useState<File | null>(null);
  const [period, setPeriod] = useState(asked !== null && months.includes(asked) ? asked : current);
  const [kind, setKind] = useState<Sending['kind']>('payroll');
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const send = useSend();
  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt((count) => count + 1);
  };
  const chooseFile = async (chosen: File | null) => {
    setFile(chosen);
    const found = chosen === null ? null : await checkFile(chosen);
    const isWrong = found !== null && 'flaw' in found;
    setErrors(isWrong ? [{ field: 'file', message: text[found.flaw], missing: false }] : []);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return refuse([{ field: 'file', message: text.fileMissing, missing: true }]);
    const fingerprint = await fingerprintOf(file);
    const found = await checkFile(file);
    if ('flaw' in found || fingerprint === null) {
      return refuse([
        { field: 'file', message: text['flaw' in found ? found.flaw : 'unreadableFile'], missing: false },
      ]);
    }
    refuse([]);
    send.mutate(
      { sending: { employerId, period, kind, format: found.format }, file, fingerprint },
      { onError: (error) => refuse([{ field: null, message: sentenceOf(error) }]) },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary key={attempt} errors={attempt === 0 ? [] : errors} />
        <FileDrop
          id="file"
          label={text.file}
          hint={text.fileHint}
          accept={ACCEPTED}
          file={file}
          onChange={(chosen) => void chooseFile(chosen)}
          error={errors.find(({ field }) => field === 'file')?.message ?? null}
        />
        <Card>
          <div className={styles.short}>
            <SelectField
              id="period"
              label={text.period}
              value={period}
              onChange={setPeriod}
              choices={months.map((month) => ({ value: month, label: formats.month(month) }))}
            />
          </div>
          {period !== current && kind !== 'backfill' && (
            <Notice tone="warning" announce="status" title={text.otherMonthTitle}>
              <p>
                {text.otherMonth(formats.month(period), formats.month(current))}{' '}
                {kind === 'payroll' && text.beforeService}
              </p>
            </Notice>
          )}
          <RadioField
            id="kind"
            label={text.kind}
            framed
            value={kind}
            onChange={setKind}
            choices={KINDS.map((value) => ({ value, ...text.kinds[value] }))}
          />
        </Card>
        <div className={styles.submit}>
          <Button type="submit" isPending={send.isPending}>
            {text.submit}
          </Button>
          <p>{text.submitHint}</p>
        </div>
      </Stack>
    </form>
  );
}

interface ToSend {
  readonly sending: Sending;
  readonly file: File;
  readonly fingerprint: string;
}

/** Opens the batch, begins to send, and goes to the page of the batch, where all the rest is. */
function useSend() {
  const api = useApi();
  const uploads = useUploads();
  const navigate = useNavigate();
  // Whether a call without an answer opened the batch is not known: the same reference finds it again.
  const references = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: async ({ sending, file, fingerprint }: ToSend) => {
      const what = `${sending.kind} ${sending.format} ${sending.period}`;
      const reference = references.current.get(what) ?? newReference(sending.period, now());
      references.current.set(what, reference);
      const batch = await openBatch(api, sending, reference);
      uploads.start({ employerId: sending.employerId, batchId: batch.id, file, fingerprint });
      navigate(`/rh/${sending.employerId}/lots/${batch.id}`);
    },
  });
}
