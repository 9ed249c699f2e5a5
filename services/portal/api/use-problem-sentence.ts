import { PROBLEMS } from '../i18n/frame';
import { useFormats, useText } from '../i18n/language-context';
import { ApiProblem, NoAnswer } from './failures';

/** Sentences that a page words itself, by code. */
export type OwnSentences = Readonly<Record<string, string>>;

/** Turns whatever a call threw into a sentence that says what to do next. */
export function useProblemSentence(): (error: unknown, own?: OwnSentences) => string {
  const text = useText(PROBLEMS);
  const formats = useFormats();
  return (error, own = {}) => {
    if (error instanceof NoAnswer) return text.noAnswer;
    if (!(error instanceof ApiProblem)) return text.fallback;
    const sentence = own[error.code] ?? text.codes[error.code] ?? text.fallback;
    if (error.status === 429 && error.retryAfterSeconds !== null) {
      return `${sentence} ${text.waitAndRetry(formats.duration(error.retryAfterSeconds))}`;
    }
    return error.columns.length === 0 ? sentence : `${sentence} (${formats.list(error.columns)})`;
  };
}
