import type { Document } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { slipMarkOf } from './slip-mark';
import { TEXT } from './text';

type Named = Pick<Document, 'type' | 'period' | 'corrects' | 'replacedBy'>;

/** Bulletin de paie, octobre 2026 (remplacé): what tells one's documents apart, in words. */
export function useDocumentName(): (document: Named) => string {
  const text = useText(TEXT);
  const formats = useFormats();
  return (document) => text.named(document.type, formats.month(document.period), slipMarkOf(document));
}

/** octobre 2026 → Octobre 2026, where a line begins with it. */
export function capitalised(words: string): string {
  return `${words.charAt(0).toLocaleUpperCase()}${words.slice(1)}`;
}
