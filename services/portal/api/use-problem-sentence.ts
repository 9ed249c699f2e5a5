import { useQuery } from '@tanstack/react-query';
import { COMMON } from '../i18n/frame';
import { useLanguage, useText } from '../i18n/language-context';
import { loadProblems } from '../i18n/load-problems';
import { ApiProblem, NoAnswer } from './failures';

/** Sentences that a page words itself, by code. */
export type OwnSentences = Readonly<Record<string, string>>;

export const PROBLEM_SENTENCES = 'problem-sentences';

/** Turns whatever a call threw into a sentence that says what to do next. */
export function useProblemSentence(): (error: unknown, own?: OwnSentences) => string {
  const text = useText(COMMON).failures;
  const codes = useCodes();
  const { formats } = useLanguage();
  return (error, own = {}) => {
    if (error instanceof NoAnswer) return text.noAnswer;
    if (!(error instanceof ApiProblem)) return text.fallback;
    const sentence = own[error.code] ?? codes[error.code] ?? text.fallback;
    if (error.status === 429 && error.retryAfterSeconds !== null) {
      return `${sentence} ${text.waitAndRetry(formats.duration(error.retryAfterSeconds))}`;
    }
    return error.columns.length === 0 ? sentence : `${sentence} (${formats.list(error.columns)})`;
  };
}

/** The frame of every page asks for them, so that they are there before anything goes wrong. */
function useCodes(): OwnSentences {
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: [PROBLEM_SENTENCES, language],
    queryFn: loadProblems[language],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data ?? {};
}
