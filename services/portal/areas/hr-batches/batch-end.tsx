import type { Batch } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { LinkButton } from '../../ui/button';
import { Details } from '../../ui/card';
import { Notice } from '../../ui/notice';
import { SafeText } from '../../ui/safe-text';
import { isTrial } from './batch-state';
import { TEXT } from './text';

/** It did not arrive, or not whole: why, and how to go on. */
export function BatchEnd({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const { employerId, role } = useEmployer();
  const { failure } = batch;
  return (
    <>
      {batch.state === 'failed' ? (
        <Notice tone="danger" title={text.failed.title}>
          <p>{text.failed.codes[failure?.code ?? ''] ?? text.failed.other}</p>
          <p>{text.failed.nothing}</p>
        </Notice>
      ) : (
        <Notice tone="warning" title={text.cancelled.title}>
          <p>{outcomeOf(batch, text.cancelled)}</p>
          {role === 'hr' && <p>{text.cancelled.again}</p>}
        </Notice>
      )}
      {role === 'hr' && (
        <div>
          <LinkButton look="primary" to={`/rh/${employerId}/envoyer?mois=${batch.period}`}>
            {text.failed.again}
          </LinkButton>
        </div>
      )}
      {failure !== null && failure.detail !== '' && (
        <Details title={text.failed.detail}>
          <p>
            <SafeText>{failure.detail}</SafeText>
          </p>
        </Details>
      )}
    </>
  );
}

/** What became of its documents. */
function outcomeOf(batch: Batch, text: (typeof TEXT)['fr']['cancelled']): string {
  if (isTrial(batch)) return text.trial;
  if (batch.received === 0) return text.unread;
  if (staysVisible(batch)) return text.kept(batch.counts.deposited ?? 0);
  return batch.publishAt === null ? text.stopped : text.withdrawn;
}

/** What was stopped before anybody saw it goes on being counted as deposited until each item has followed. */
function staysVisible({ counts, publishAt, published }: Batch): boolean {
  return (counts.deposited ?? 0) > 0 && (publishAt === null || published);
}
