import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { Badge } from '../../ui/badge';
import { awaitsFurtherSlips, isScheduled, toneOf } from './batch-state';
import { TEXT } from './text';
import { useNow } from './use-now';

/** Where a batch is; one that is done and not yet visible says from when it is. */
export function BatchBadge({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const now = useNow();
  if (batch.state === 'completed' && batch.publishAt !== null && isScheduled(batch, now)) {
    const { publishAt } = batch;
    return <Badge tone="info">{text.scheduled(formats.shortDate(publishAt), formats.time(publishAt))}</Badge>;
  }
  if (awaitsFurtherSlips(batch)) return <Badge tone={toneOf(batch)}>{text.furtherSlips.state}</Badge>;
  const toCheck = batch.state === 'completed' && batch.openQuarantine > 0;
  return <Badge tone={toneOf(batch)}>{toCheck ? text.completedToCheck : text.states[batch.state]}</Badge>;
}
