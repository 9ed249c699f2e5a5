import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../../api/api-context';
import { ApiProblem } from '../../api/failures';
import { useProblemSentence } from '../../api/use-problem-sentence';
import { now } from '../../clock';
import { useText } from '../../i18n/language-context';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorSummary, type FormError } from '../../ui/error-summary';
import { RadioField, TextField } from '../../ui/field';
import { FileDrop } from '../../ui/file-drop';
import { Stack } from '../../ui/page';
import { AgentField } from '../hr-agent-search/agent-field';
import { monthOf } from '../hr-month/months';
import { type Answers, checkAnswers, formOf, type ToDeposit } from './answers';
import { checkPdf } from './check-pdf';
import { ConfirmDialog } from './confirm-dialog';
import styles from './deposit.module.css';
import { sentState } from './outcome/file-name';
import { PeriodField } from './period-field';
import { TEXT } from './text';

const TYPES = ['payslip', 'certificate', 'decision', 'other'] as const;
const TITLE_CHARACTERS = 200;

/** Nothing leaves before the person has read again whose it is. */
export function DepositForm({ employerId }: { readonly employerId: string }) {
  const text = useText(TEXT);
  const [thisMonth] = useState(() => monthOf(now()));
  const [answers, setAnswers] = useState<Answers>({
    agent: null,
    type: null,
    period: thisMonth,
    title: '',
    file: null,
  });
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [toConfirm, setToConfirm] = useState<ToDeposit | null>(null);
  const sending = useSending(employerId);
  const problemOf = useProblemOfField();

  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt((count) => count + 1);
  };
  const answer = (changed: Partial<Answers>) => {
    setAnswers((before) => ({ ...before, ...changed }));
    // What was wrong with an answer is no longer said of another one.
    const fields = Object.keys(changed).map((name) => (name === 'period' ? 'month' : name));
    setErrors((found) => found.filter(({ field }) => field === null || !fields.includes(field)));
  };
  const chooseFile = async (file: File | null) => {
    answer({ file });
    const flaw = file === null ? null : await checkPdf(file);
    if (flaw !== null)
      setErrors((found) => [...found, { field: 'file', message: text[flaw], missing: false }]);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const flaw = answers.file === null ? null : await checkPdf(answers.file);
    const checked = checkAnswers(answers, thisMonth, text, flaw === null ? null : text[flaw]);
    const complete = 'agent' in checked;
    refuse(complete ? [] : checked);
    if (complete) setToConfirm(checked);
  };
  const send = (document: ToDeposit) =>
    sending.mutate(document, {
      onError: (error) => {
        const found = problemOf(error);
        if (found === null) return;
        setToConfirm(null);
        refuse([found]);
      },
    });
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message ?? null;

  return (
    <>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <ErrorSummary key={attempt} errors={attempt === 0 ? [] : errors} />
          <Card>
            <div className={styles.short}>
              <AgentField
                id="agent"
                value={answers.agent}
                onChange={(agent) => answer({ agent })}
                error={errorOf('agent')}
              />
            </div>
            <RadioField
              id="type"
              label={text.type}
              framed
              value={answers.type}
              onChange={(type) => answer({ type })}
              error={errorOf('type')}
              choices={TYPES.map((value) => ({ value, ...text.types[value] }))}
            />
            <PeriodField
              value={answers.period}
              thisMonth={thisMonth}
              onChange={(period) => answer({ period })}
              error={errorOf('month')}
            />
            <div className={styles.short}>
              <TextField
                id="title"
                label={text.documentTitle}
                hint={text.titleHint}
                optional
                value={answers.title}
                onChange={(title) => answer({ title })}
                error={errorOf('title')}
                maxLength={TITLE_CHARACTERS}
                autoComplete="off"
                spellCheck
              />
            </div>
          </Card>
          <FileDrop
            id="file"
            label={text.file}
            hint={text.fileHint}
            accept={['.pdf', 'application/pdf']}
            file={answers.file}
            onChange={(file) => void chooseFile(file)}
            error={errorOf('file')}
          />
          <div>
            <Button type="submit">{text.check}</Button>
          </div>
        </Stack>
      </form>
      {toConfirm !== null && (
        <ConfirmDialog
          document={toConfirm}
          sending={sending.isPending || sending.isSuccess}
          error={sending.error}
          onConfirm={() => send(toConfirm)}
          onBack={() => {
            sending.reset();
            setToConfirm(null);
          }}
        />
      )}
    </>
  );
}

/** Sends, and goes to the page that says what became of it. */
function useSending(employerId: string) {
  const api = useApi();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (document: ToDeposit) =>
      api.call('POST /v1/employers/{employerId}/documents', {
        params: { employerId },
        body: formOf(document),
      }),
    onSuccess: ({ batchId }, { file }) =>
      navigate(`/rh/${employerId}/deposer/${batchId}`, { state: sentState(file) }),
  });
}

/** Where in the form a refusal is to be mended; NULL where it is of no single field. */
function useProblemOfField(): (error: unknown) => FormError | null {
  const text = useText(TEXT);
  const sentenceOf = useProblemSentence();
  const fields: Readonly<Record<string, { readonly field: string; readonly message?: string }>> = {
    'self-deposit': { field: 'agent', message: text.problems['self-deposit'] },
    'employment-not-found': { field: 'agent', message: text.problems['employment-not-found'] },
    'period-invalid': { field: 'month', message: text.periodFuture },
    'upload-empty': { field: 'file', message: text.empty },
    'body-too-large': { field: 'file', message: text.tooLarge },
    'upload-too-large': { field: 'file', message: text.tooLarge },
    'unsupported-media-type': { field: 'file', message: text.notPdf },
  };
  return (error) => {
    if (!(error instanceof ApiProblem)) return null;
    if (error.invalid.some(({ path }) => path === 'body.title')) {
      return { field: 'title', message: text.titleUnseen, missing: false };
    }
    const found = fields[error.code];
    return found === undefined
      ? null
      : { field: found.field, message: found.message ?? sentenceOf(error), missing: false };
  };
}
