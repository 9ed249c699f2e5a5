import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '../../../api/api-context';
import { NoAnswer } from '../../../api/failures';
import { COMMON } from '../../../i18n/frame';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Progress } from '../../../ui/progress';
import { SafeText } from '../../../ui/safe-text';
import { useDocumentName } from '../document-name';
import { saveFile } from '../save-file';
import { TEXT } from '../text';
import styles from './documents.module.css';
import type { YearArchive } from './year-archive';

/** A year as one ZIP file: progress, a way to stop, and what is missing by name. */
export function DownloadYear({ year }: { readonly year: string }) {
  const text = useText(TEXT).year;
  const common = useText(COMMON);
  const api = useApi();
  const [open, setOpen] = useState(false);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const archive = useMutation({
    mutationFn: async () => {
      const abort = new AbortController();
      running.current = abort;
      setProgress(null);
      const { archiveYear } = await import('./year-archive').catch((error: unknown) => {
        throw new NoAnswer(error);
      });
      const result = await archiveYear(api, year, abort.signal, setProgress);
      if (result.count > 0) saveFile(result.file, text.file(year));
      return result;
    },
  });
  const start = () => {
    setOpen(true);
    archive.mutate();
  };
  const close = () => {
    running.current?.abort();
    setOpen(false);
  };
  const { data } = archive;
  return (
    <>
      <Button look="quiet" onPress={start}>
        <Icon name="download" size={18} />
        {text.start(year)}
      </Button>
      <Dialog
        open={open}
        title={text.title(year)}
        // Leaving a download that runs is a decision: Escape alone does not stop it.
        {...(archive.isPending ? {} : { onClose: close })}
        actions={
          archive.isPending ? (
            <Button look="secondary" onPress={close}>
              {text.cancel}
            </Button>
          ) : (
            <>
              {(archive.isError || (data?.missing.length ?? 0) > 0) && (
                <Button look="secondary" onPress={() => archive.mutate()}>
                  {text.again}
                </Button>
              )}
              <Button onPress={close}>{common.close}</Button>
            </>
          )
        }
      >
        {archive.isPending && (
          <>
            <Underway progress={progress} />
            <p>
              <FileSentence sentence={text.fileNamed(text.file(year))} fileName={text.file(year)} />
            </p>
          </>
        )}
        {archive.isError && <Failure error={archive.error} />}
        {data !== undefined && !archive.isPending && <Summary archive={data} fileName={text.file(year)} />}
      </Dialog>
    </>
  );
}

function Underway({ progress }: { readonly progress: { done: number; total: number } | null }) {
  const text = useText(TEXT).year;
  if (progress === null) return <Progress label={text.preparing} share={null} />;
  const { done, total } = progress;
  return (
    <Progress
      label={text.progress}
      share={total === 0 ? null : done / total}
      detail={text.counted(done, total)}
    />
  );
}

interface SummaryProps {
  readonly archive: YearArchive;
  readonly fileName: string;
}

function Summary({ archive: { count, missing, file }, fileName }: SummaryProps) {
  const text = useText(TEXT).year;
  const formats = useFormats();
  if (missing.length === 0) {
    return (
      <Notice tone="success" announce="status">
        <p>
          <FileSentence sentence={text.done(count, fileName)} fileName={fileName} />
        </p>
        <p>{text.size(formats.size(file.size))}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone={count === 0 ? 'danger' : 'warning'}
      announce="alert"
      title={count === 0 ? text.failedTitle : text.partly}
    >
      {count > 0 && (
        <p>
          <FileSentence sentence={text.partlyDone(count, fileName)} fileName={fileName} />
        </p>
      )}
      <p>{text.missing}</p>
      <Missing documents={missing} />
    </Notice>
  );
}

interface FileSentenceProps {
  readonly sentence: string;
  readonly fileName: string;
}

/** The name of the file stays on one line; by style, so that what is copied is the name. */
function FileSentence({ sentence, fileName }: FileSentenceProps) {
  const [before, after] = sentence.split(fileName);
  return (
    <>
      {before}
      <span className={styles.fileName}>{fileName}</span>
      {after}
    </>
  );
}

function Missing({ documents }: { readonly documents: YearArchive['missing'] }) {
  const nameOf = useDocumentName();
  return (
    <ul>
      {documents.map((document) => (
        <li key={document.id}>
          {nameOf(document)} · <SafeText>{document.employerName}</SafeText>
        </li>
      ))}
    </ul>
  );
}
