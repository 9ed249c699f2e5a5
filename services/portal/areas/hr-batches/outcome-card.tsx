import type { Batch } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { LinkButton } from '../../ui/button';
import { Card, Figure } from '../../ui/card';
import { Notice } from '../../ui/notice';
import styles from './batches.module.css';
import { countsOf } from './item-filter';
import { TEXT } from './text';

/** How many documents became what; where some wait for a person, the way to them. */
export function OutcomeCard({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).outcome;
  const { employerId, role } = useEmployer();
  const proposed = batch.state === 'proposed';
  const names: Readonly<Record<string, string>> = proposed ? text.proposedStates : text.states;
  const one: Readonly<Record<string, string>> = proposed ? text.proposedOne : text.one;
  return (
    <Card
      title={proposed ? text.proposedTitle : text.title}
      actions={<span className={styles.quiet}>{text.sum(batch.received)}</span>}
    >
      <div className={styles.counts}>
        {countsOf(batch).map(([state, count]) => (
          <Figure key={state} value={count} label={(count < 2 ? one : names)[state]} />
        ))}
      </div>
      {!proposed && batch.openQuarantine > 0 && (
        <Notice tone="warning">
          <p>
            {role === 'hr'
              ? text.settleCount(batch.openQuarantine)
              : text.settleCountReader(batch.openQuarantine)}
            .
          </p>
          <div>
            <LinkButton to={`/rh/${employerId}/a-verifier`}>
              {role === 'hr' ? text.settle : text.look}
            </LinkButton>
          </div>
        </Notice>
      )}
      {!proposed && (batch.counts.rejected ?? 0) > 0 && (
        <Notice tone="warning">
          <p>{text.rejectedCount(batch.counts.rejected ?? 0)}.</p>
        </Notice>
      )}
    </Card>
  );
}
