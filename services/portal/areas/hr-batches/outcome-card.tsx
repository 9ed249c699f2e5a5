import type { Batch } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button, LinkButton } from '../../ui/button';
import { Card, Figure } from '../../ui/card';
import { Notice } from '../../ui/notice';
import { awaitsFurtherSlips } from './batch-state';
import styles from './batches.module.css';
import { IgnoredPages } from './ignored-pages';
import { countsOf, type ItemState } from './item-filter';
import { stateNamesOf } from './state-names';
import { TEXT } from './text';

interface OutcomeCardProps {
  readonly batch: Batch;
  /** Leads to the documents in this state. */
  onShow(state: ItemState): void;
}

/** How many documents became what; where some wait for a person, the way to them. */
export function OutcomeCard({ batch, onShow }: OutcomeCardProps) {
  const text = useText(TEXT).outcome;
  const { employerId, role } = useEmployer();
  const proposed = batch.state === 'proposed';
  const { one, many } = stateNamesOf(batch, text);
  const rejected = batch.counts.rejected ?? 0;
  return (
    <Card
      title={proposed || awaitsFurtherSlips(batch) ? text.checkedTitle : text.title}
      actions={<span className={styles.quiet}>{text.sum(batch.received)}</span>}
    >
      <div className={styles.counts}>
        {countsOf(batch).map(([state, count]) => (
          <Figure key={state} value={count} label={(count < 2 ? one : many)[state]} />
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
      {!proposed && rejected > 0 && (
        <Notice tone="warning">
          <p>{role === 'hr' ? text.rejectedCount(rejected) : text.rejectedCountReader(rejected)}.</p>
          <div>
            <Button look="secondary" onPress={() => onShow('rejected')}>
              {text.showRejected(rejected)}
            </Button>
          </div>
        </Notice>
      )}
      <IgnoredPages ignored={batch.ignoredPages} />
    </Card>
  );
}
