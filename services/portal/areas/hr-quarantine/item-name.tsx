import type { Item } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { SafeText } from '../../ui/safe-text';
import { isDocumentType, isPeriod } from './read-claim';
import { TEXT, TYPE_TEXT } from './text';

/** How a person finds the document again: by its file, else by what it is. */
export function ItemName({ item }: { readonly item: Pick<Item, 'file' | 'type' | 'period'> }) {
  const text = useText(TEXT);
  const types = useText(TYPE_TEXT);
  const formats = useFormats();
  if (item.file !== '') return <SafeText>{item.file}</SafeText>;
  if (!isDocumentType(item.type) || !isPeriod(item.period)) return text.unnamed;
  return text.of(types[item.type], formats.month(item.period));
}
