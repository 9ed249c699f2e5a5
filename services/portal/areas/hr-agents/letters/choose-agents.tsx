import { useState } from 'react';
import type { Agent } from '../../../api/schema';
import { COMMON } from '../../../i18n/frame';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button } from '../../../ui/button';
import { Failure } from '../../../ui/failure';
import { Checkbox } from '../../../ui/field';
import { Row } from '../../../ui/page';
import { PersonName, SafeText } from '../../../ui/safe-text';
import { Skeleton } from '../../../ui/skeleton';
import { AgentSearch } from '../agent-search';
import styles from '../hr-agents.module.css';
import { TEXT } from '../text';
import { useEmploymentDates } from '../use-agent-words';
import { useAgents } from '../use-agents';

const PAGE = 50;

interface ChooseAgentsProps {
  /** For the summary of errors to lead to. */
  readonly id: string;
  readonly chosen: ReadonlySet<string>;
  readonly error: string | null;
  onChange(chosen: ReadonlySet<string>): void;
}

/** Who has not activated, to be ticked; what was ticked stays so while something else is searched for. */
export function ChooseAgents({ id, chosen, error, onChange }: ChooseAgentsProps) {
  const text = useText(TEXT);
  const common = useText(COMMON);
  const { employerId } = useEmployer();
  const [search, setSearch] = useState('');
  const pages = useAgents(employerId, { search, activated: false }, PAGE);
  const agents = pages.data?.pages.flatMap(({ items }) => items);
  const tick = (agent: Agent, ticked: boolean) => {
    const next = new Set(chosen);
    if (ticked) next.add(agent.id);
    else next.delete(agent.id);
    onChange(next);
  };
  return (
    <section className={styles.choose} aria-labelledby="letters-choose">
      <h2 id="letters-choose">{text.post.choose}</h2>
      <AgentSearch text={text.search} searched={search} onSearch={setSearch} />
      {error !== null && <p className={styles.error}>{error}</p>}
      <Row>
        <span role="status">{text.post.chosen(chosen.size)}</span>
        {agents !== undefined && agents.length > 0 && (
          <Button
            look="quiet"
            onPress={() => onChange(new Set([...chosen, ...agents.map((agent) => agent.id)]))}
          >
            {text.post.checkShown}
          </Button>
        )}
        {chosen.size > 0 && (
          <Button look="quiet" onPress={() => onChange(new Set())}>
            {text.post.uncheck}
          </Button>
        )}
      </Row>
      {agents === undefined && !pages.isError && <Skeleton lines={6} />}
      {pages.isError && (
        <Failure
          title={common.unavailableTitle}
          error={pages.error}
          onRetry={() => void (agents === undefined ? pages.refetch() : pages.fetchNextPage())}
        />
      )}
      {agents?.length === 0 && <p>{text.post.noMatch}</p>}
      {agents !== undefined && agents.length > 0 && (
        <ul id={id} className={styles.ticks}>
          {agents.map((agent) => (
            <li key={agent.id}>
              <Checkbox value={chosen.has(agent.id)} onChange={(ticked) => tick(agent, ticked)}>
                <AgentLine agent={agent} />
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && !pages.isError && (
        <div className={styles.more}>
          <Button
            look="secondary"
            isPending={pages.isFetchingNextPage}
            onPress={() => void pages.fetchNextPage()}
          >
            {text.list.more}
          </Button>
        </div>
      )}
    </section>
  );
}

function AgentLine({ agent }: { readonly agent: Agent }) {
  const text = useText(TEXT).code;
  const datesOf = useEmploymentDates();
  return (
    <>
      <PersonName of={agent} />
      <span className={styles.quiet}>
        <SafeText>{text.payrollNumber(agent.payrollNumber)}</SafeText>, {datesOf(agent)}
      </span>
    </>
  );
}
