import { foldName } from '../../directory/fold-name';

/** The words of a printed name; a hyphen or an apostrophe does not end one. */
export function nameWords(text: string): string[] {
  return text.split(/\s+/u).filter((word) => foldName(word) !== '');
}
