import type { Document } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { Badge } from '../../ui/badge';
import { slipMarkOf } from './slip-mark';
import { TEXT } from './text';

/** Replaced or corrected, where a list shows both. */
export function SlipBadge({ document }: { readonly document: Document }) {
  const text = useText(TEXT).slips;
  const mark = slipMarkOf(document);
  if (mark === null) return null;
  return <Badge tone={mark === 'replaced' ? 'warning' : 'info'}>{text.badges[mark]}</Badge>;
}
