import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/failures';
import { type OwnSentences, useProblemSentence } from '../api/use-problem-sentence';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { Button } from './button';
import { Notice } from './notice';
import { Skeleton } from './skeleton';

interface FailureProps {
  readonly error: unknown;
  readonly title?: string;
  /** Sentences of this page for some codes. */
  readonly sentences?: OwnSentences;
  onRetry?(): void;
}

/** What a call threw, in a sentence, with a way to try again. */
export function Failure({ error, title, sentences, onRetry }: FailureProps) {
  const text = useText(COMMON);
  const sentenceOf = useProblemSentence();
  const reference = error instanceof ApiProblem && error.status >= 500 ? error.requestId : null;
  return (
    <Notice tone="danger" announce="alert" {...(title === undefined ? {} : { title })}>
      <p>{sentenceOf(error, sentences)}</p>
      {reference !== null && <p>{text.requestId(reference)}</p>}
      {onRetry !== undefined && (
        <div>
          <Button look="secondary" onPress={onRetry}>
            {text.retry}
          </Button>
        </div>
      )}
    </Notice>
  );
}

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  /** While it loads; some bars by default. */
  readonly skeleton?: ReactNode;
  readonly sentences?: OwnSentences;
  readonly children: (data: T) => ReactNode;
}

/** A query on the screen: skeleton, failure with retry, or what it brought. */
export function Loaded<T>({ query, skeleton, sentences, children }: LoadedProps<T>) {
  const text = useText(COMMON);
  // What was read before stays on the screen when reading it again fails.
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Failure
        error={query.error}
        title={text.unavailableTitle}
        onRetry={() => void query.refetch()}
        {...(sentences === undefined ? {} : { sentences })}
      />
    );
  }
  return skeleton ?? <Skeleton />;
}
