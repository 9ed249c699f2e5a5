import { ApiProblem } from '../../../api/failures';
import { useFormats, useText } from '../../../i18n/language-context';
import { TEXT } from '../text';
import { isColumn } from './columns';
import { type FileFlaw, MOST_BYTES } from './read-agents-file';

/** What is wrong with the file as a whole, and what to do about it. */
export interface FileFault {
  readonly title: string;
  readonly message: string;
}

export function useFileFault() {
  const text = useText(TEXT).importing;
  const { flaws, columns, cannotBeRead, tooLong, nobodyInIt } = text;
  const formats = useFormats();
  const unreadable = (message: string): FileFault => ({ title: cannotBeRead, message });
  const overLimit: FileFault = { title: tooLong, message: flaws.overLimit };
  const namesOf = (names: readonly string[]): string =>
    formats.list(names.map((name) => (isColumn(name) ? text.named(columns[name], name) : name)));
  const ofFlaw = (flaw: FileFlaw): FileFault =>
    flaw === 'tooLarge'
      ? { title: tooLong, message: flaws.tooLarge(formats.size(MOST_BYTES)) }
      : unreadable(flaws[flaw]);
  /** NULL: it is not the file's. */
  const ofError = (error: unknown): FileFault | null => {
    if (!(error instanceof ApiProblem)) return null;
    switch (error.code) {
      case 'column-missing':
        return unreadable(flaws.columnMissing(namesOf(error.columns)));
      case 'column-twice':
        return unreadable(flaws.columnTwice(namesOf(error.columns)));
      case 'csv-malformed':
        return unreadable(
          error.line === null ? flaws.malformedSomewhere : flaws.malformed(formats.number(error.line)),
        );
      case 'not-utf8':
        return unreadable(flaws.encoding);
      case 'csv-empty':
        return unreadable(flaws.empty);
      case 'over-limit':
      case 'body-too-large':
        return overLimit;
      default:
        return null;
    }
  };
  return { ofFlaw, ofError, noRows: { title: nobodyInIt, message: flaws.noRows } };
}
