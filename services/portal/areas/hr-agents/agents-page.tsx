import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Agent } from '../../api/schema';
import { COMMON } from '../../i18n/frame';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button, LinkButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { Failure } from '../../ui/failure';
import { SelectField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { Spoken } from '../hr-batches/spoken';
import { AgentSearch } from './agent-search';
import { AgentTable } from './agent-table';
import styles from './hr-agents.module.css';
import { NewCodeDialog } from './new-code/new-code-dialog';
import { TEXT } from './text';
import { type AgentFilter, useAgents } from './use-agents';

const PAGE = 50;
const FILTERS = ['all', 'waiting', 'done'] as const;
type Filter = (typeof FILTERS)[number];
const ACTIVATED: Readonly<Record<Filter, boolean | undefined>> = {
  all: undefined,
  waiting: false,
  done: true,
};
/** In the address; nothing there: all. */
const WORDS = { waiting: 'en-attente', done: 'active' } as const;

export function AgentsPage() {
  const { employerId } = useEmployer();
  // Another employer is another list: what was searched for in the one is not looked for in the next.
  return <Agents key={employerId} />;
}

function Agents() {
  const text = useText(TEXT);
  const { employerId, role } = useEmployer();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  // What stands in the field goes with what was searched for when all is shown again.
  const [field, setField] = useState(0);
  const [concerned, setConcerned] = useState<Agent | null>(null);
  const chosen = FILTERS.find((name) => name !== 'all' && WORDS[name] === params.get('coffre')) ?? 'all';
  const choose = (filter: Filter) =>
    setParams(filter === 'all' ? {} : { coffre: WORDS[filter] }, {
      replace: true,
      preventScrollReset: true,
    });
  const filter: AgentFilter = { search, activated: ACTIVATED[chosen] };
  const pages = useAgents(employerId, filter, PAGE);
  // Nothing to search or to write letters for: one thing is to be done, and the list itself says so.
  const isEmpty = search === '' && chosen === 'all' && pages.data?.pages[0]?.items.length === 0;
  return (
    <Page title={text.title} lead={text.lead} actions={role === 'hr' && !isEmpty && <ListActions />}>
      {!isEmpty && (
        <div className={styles.filters}>
          <AgentSearch key={field} text={text.search} searched={search} onSearch={setSearch} />
          <SelectField
            id="agents-filter"
            label={text.search.filter}
            hint={text.search.filterHint}
            value={chosen}
            onChange={choose}
            choices={FILTERS.map((value) => ({ value, label: text.search.filters[value] }))}
          />
        </div>
      )}
      <AgentList
        filter={filter}
        pages={pages}
        onNewCode={role === 'hr' ? setConcerned : null}
        onShowAll={() => {
          setSearch('');
          setField((count) => count + 1);
          choose('all');
        }}
      />
      {concerned !== null && (
        <NewCodeDialog key={concerned.id} agent={concerned} onClose={() => setConcerned(null)} />
      )}
    </Page>
  );
}

function ListActions() {
  const text = useText(TEXT);
  const { employerId } = useEmployer();
  return (
    <>
      <LinkButton to={`/rh/${employerId}/agents/importer`} look="primary">
        <Icon name="upload" />
        {text.import}
      </LinkButton>
      <LinkButton to={`/rh/${employerId}/agents/courriers`}>
        <Icon name="printer" />
        {text.letters}
      </LinkButton>
    </>
  );
}

interface AgentListProps {
  readonly filter: AgentFilter;
  readonly pages: ReturnType<typeof useAgents>;
  readonly onNewCode: ((agent: Agent) => void) | null;
  onShowAll(): void;
}

function AgentList({ filter, pages, onNewCode, onShowAll }: AgentListProps) {
  const text = useText(TEXT).list;
  const common = useText(COMMON);
  if (pages.data === undefined) {
    if (!pages.isError) return <Skeleton lines={8} />;
    return (
      <Failure title={common.unavailableTitle} error={pages.error} onRetry={() => void pages.refetch()} />
    );
  }
  const agents = pages.data.pages.flatMap(({ items }) => items);
  if (agents.length === 0) return <NobodyHere filter={filter} onShowAll={onShowAll} />;
  return (
    <>
      <Spoken>{text.shown(agents.length)}</Spoken>
      <AgentTable agents={agents} onNewCode={onNewCode} />
      {pages.isFetchNextPageError && (
        <Failure error={pages.error} onRetry={() => void pages.fetchNextPage()} />
      )}
      {pages.hasNextPage && !pages.isFetchNextPageError && (
        <div className={styles.more}>
          <Button
            look="secondary"
            isPending={pages.isFetchingNextPage}
            onPress={() => void pages.fetchNextPage()}
          >
            {text.more}
          </Button>
        </div>
      )}
    </>
  );
}

/** Says which of the reasons it is, and what to do about it. */
function NobodyHere({
  filter: { search, activated },
  onShowAll,
}: Pick<AgentListProps, 'filter' | 'onShowAll'>) {
  const text = useText(TEXT);
  const { role } = useEmployer();
  const showAll = (
    <Button look="secondary" onPress={onShowAll}>
      {text.list.showAll}
    </Button>
  );
  if (search !== '') {
    return (
      <Empty icon="search" title={text.list.noMatchTitle} actions={showAll}>
        {text.list.noMatch}
        {activated !== undefined && ` ${text.list.noMatchFiltered}`}
      </Empty>
    );
  }
  if (activated === true) {
    return (
      <Empty icon="people" title={text.list.nobodyTitle} actions={showAll}>
        {role === 'hr' ? text.list.nobody : text.list.nobodyReader}
      </Empty>
    );
  }
  if (activated === false) return <NobodyWaits>{showAll}</NobodyWaits>;
  return <NobodyYet />;
}

/** Everybody has activated, unless there is nobody at all. */
function NobodyWaits({ children }: { readonly children: ReactNode }) {
  const text = useText(TEXT).list;
  const { employerId } = useEmployer();
  const { data } = useAgents(employerId, { search: '', activated: undefined }, 1);
  if (data === undefined) return <Skeleton lines={4} />;
  if (data.pages[0]?.items.length === 0) return <NobodyYet />;
  return (
    <Empty icon="people" title={text.everyoneTitle} actions={children}>
      {text.everyone}
    </Empty>
  );
}

function NobodyYet() {
  const text = useText(TEXT);
  const { employerId, role } = useEmployer();
  if (role !== 'hr') {
    return (
      <Empty icon="people" title={text.list.emptyTitle}>
        {text.list.emptyReader}
      </Empty>
    );
  }
  return (
    <Empty
      icon="people"
      title={text.list.emptyTitle}
      actions={
        <LinkButton to={`/rh/${employerId}/agents/importer`} look="primary">
          {text.import}
        </LinkButton>
      }
    >
      {text.list.empty}
    </Empty>
  );
}
