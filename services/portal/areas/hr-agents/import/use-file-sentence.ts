import { ApiProblem } from '../../../api/failures';
import { useProblemSentence } from '../../../api/use-problem-sentence';
import { useFormats, useText } from '../../../i18n/language-context';
import { TEXT } from '../text';
import { type FileFlaw, MOST_BYTES } from './read-agents-file';

/** What is wrong with the file as a whole, and what to do about it. */
export function useFileSentence() {
  const { flaws } = useText(TEXT).importing;
  const formats = useFormats();
  const sentenceOf = useProblemSentence();
  const ofFlaw = (flaw: FileFlaw): string =>
    flaw === 'tooLarge' ? flaws.tooLarge(formats.size(MOST_BYTES)) : flaws[flaw];
  const ofError = (error: unknown): string => {
    if (!(error instanceof ApiProblem)) return sentenceOf(error);
    switch (error.code) {
      case 'column-missing':
        return flaws.columnMissing(formats.list(error.columns));
      case 'column-twice':
        return flaws.columnTwice(formats.list(error.columns));
      case 'csv-malformed':
        return error.line === null ? flaws.malformedSomewhere : flaws.malformed(formats.number(error.line));
      default:
        return sentenceOf(error, {
          'not-utf8': flaws.encoding,
          'csv-empty': flaws.empty,
          'over-limit': flaws.overLimit,
          'body-too-large': flaws.overLimit,
        });
    }
  };
  return { ofFlaw, ofError };
}
