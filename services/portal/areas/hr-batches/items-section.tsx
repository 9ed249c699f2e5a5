import type { Ref } from 'react';
import type { Batch } from '../../api/schema';
import { COMMON } from '../../i18n/frame';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { SelectField } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import styles from './batches.module.css';
import { type ChosenState, countsOf, ITEM_STATES } from './item-filter';
import { ItemTable } from './item-table';
import { ReportButton } from './report-button';
import { Spoken } from './spoken';
import { stateNamesOf } from './state-names';
import { TEXT } from './text';
import { newsOf } from './use-batch';
import { type ItemFilter, useItems } from './use-items';

interface ItemsSectionProps {
  readonly batch: Batch;
  readonly chosen: ChosenState;
  onChoose(state: ChosenState): void;
  /** Takes the focus of who was led here. */
  readonly heading: Ref<HTMLHeadingElement>;
}

/** The report on the screen: each document, what became of it, and why. */
export function ItemsSection({ batch, chosen, onChoose, heading }: ItemsSectionProps) {
  const text = useText(TEXT);
  const formats = useFormats();
  const proposed = batch.state === 'proposed';
  const names = stateNamesOf(batch, text.outcome).many;
  const counts = new Map<string, number>([['all', batch.received], ...countsOf(batch)]);
  // A state that was chosen stays to be chosen away from, though nothing is in it any more.
  const offered = (['all', ...ITEM_STATES] as const).filter((state) => counts.has(state) || state === chosen);
  return (
    <section className={styles.section} aria-labelledby="items">
      <div className={styles.name}>
        <h2 id="items" ref={heading} tabIndex={-1}>
          {text.items.title}
        </h2>
        <p className={styles.quiet}>{text.items.order}</p>
      </div>
      <div className={styles.tools}>
        <div className={styles.filter}>
          <SelectField
            id="item-state"
            label={text.items.filter}
            value={chosen}
            onChange={onChoose}
            choices={offered.map((state) => ({
              value: state,
              label: text.items.withCount(
                state === 'all' ? text.items.all : (names[state] ?? state),
                formats.number(counts.get(state) ?? 0),
              ),
            }))}
          />
        </div>
        {!proposed && <ReportButton batch={batch} />}
      </div>
      <Items batch={batch} filter={filterFor(chosen, proposed)} />
    </section>
  );
}

function filterFor(chosen: ChosenState, proposed: boolean): ItemFilter {
  if (chosen === 'all') return {};
  if (!proposed) return { state: chosen };
  return chosen === 'pending' || chosen === 'cancelled' ? {} : { proposal: chosen };
}

function Items({ batch, filter }: { readonly batch: Batch; readonly filter: ItemFilter }) {
  const text = useText(TEXT).items;
  const common = useText(COMMON);
  const { employerId } = useEmployer();
  const pages = useItems({ employerId, batchId: batch.id, filter, news: newsOf(batch) });
  if (pages.data === undefined) {
    if (!pages.isError) return <Skeleton lines={6} />;
    return (
      <Failure title={common.unavailableTitle} error={pages.error} onRetry={() => void pages.refetch()} />
    );
  }
  const items = pages.data.pages.flatMap((page) => page.items);
  return (
    <>
      <Spoken>{text.shown(items.length)}</Spoken>
      {items.length === 0 ? <p>{text.none}</p> : <ItemTable batch={batch} items={items} />}
      {pages.isError && <Failure error={pages.error} onRetry={() => void pages.fetchNextPage()} />}
      {pages.hasNextPage && !pages.isError && (
        <div className={styles.more}>
          <Button
            look="secondary"
            isPending={pages.isFetchingNextPage}
            onPress={() => void pages.fetchNextPage()}
          >
            {common.more}
          </Button>
        </div>
      )}
    </>
  );
}
