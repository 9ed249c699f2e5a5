import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context';
import { isProblem } from '../../api/failures';
import { useText } from '../../i18n/language-context';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { FileDrop } from '../../ui/file-drop';
import { Icon } from '../../ui/icon';
import { Page, Row } from '../../ui/page';
import { Progress } from '../../ui/progress';
import { TEXT } from './text';
import { Verdict } from './verdict';
import styles from './verify.module.css';

const PDF = 'application/pdf';
const ACCEPTED = ['.pdf', PDF];

/** For a bank, a landlord, a court: whether a PDF is what was deposited. Nobody signs in, nothing is kept. */
export function VerifyPage() {
  const text = useText(TEXT);
  const api = useApi();
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const check = useMutation({
    mutationFn: (chosen: File) =>
      api.call('POST /v1/verify', { body: chosen }, { contentType: PDF, onSessionEnd: 'throw' }),
  });
  const choose = (chosen: File | null) => {
    const found = chosen === null ? null : whyNot(chosen, text);
    setRefusal(found);
    setFile(chosen);
    check.reset();
    if (chosen !== null && found === null) check.mutate(chosen);
  };
  return (
    <Page title={text.title} lead={text.lead} medium>
      <div className={styles.body}>
        <div className={styles.drop}>
          <FileDrop
            id="file"
            label={text.drop}
            hint={text.dropHint}
            error={refusal}
            accept={ACCEPTED}
            file={file}
            onChange={choose}
          />
          <p className={styles.notKept}>
            <Icon name="shield" />
            {text.notKept}
          </p>
          <div aria-live="polite">{check.isPending && <Progress label={text.checking} share={null} />}</div>
        </div>
        {check.isError && (
          <Failure
            title={text.problemTitle}
            error={check.error}
            sentences={text.problems}
            {...(file !== null && mayPassLater(check.error) && { onRetry: () => check.mutate(file) })}
          />
        )}
        {check.data !== undefined && file !== null && (
          <>
            <Verdict key={check.submittedAt} finding={check.data} fileName={file.name} />
            <Row>
              <Button look="secondary" onPress={() => choose(null)}>
                {text.another}
              </Button>
              <Button look="quiet" onPress={() => print()}>
                <Icon name="printer" />
                {text.print}
              </Button>
            </Row>
          </>
        )}
      </div>
    </Page>
  );
}

/** The same file is refused again for these, however often it is sent. */
function mayPassLater(error: unknown): boolean {
  return !isProblem(error, 'body-too-large', 'unsupported-media-type');
}

/** What can be said before the file leaves; what it holds is the API's to judge. */
function whyNot(file: File, text: { readonly notPdf: string; readonly empty: string }): string | null {
  if (file.size === 0) return text.empty;
  return file.type === PDF || /\.pdf$/i.test(file.name) ? null : text.notPdf;
}
