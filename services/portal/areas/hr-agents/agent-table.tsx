import type { Agent } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { PersonName, SafeText } from '../../ui/safe-text';
import { type Column, Table } from '../../ui/table';
import styles from './hr-agents.module.css';
import { TEXT } from './text';
import { plainNameOf, useEmploymentDates } from './use-agent-words';

interface AgentTableProps {
  readonly agents: readonly Agent[];
  /** NULL: whoever looks may not make codes. */
  readonly onNewCode: ((agent: Agent) => void) | null;
}

export function AgentTable({ agents, onNewCode }: AgentTableProps) {
  const text = useText(TEXT).list;
  const datesOf = useEmploymentDates();
  const columns: readonly Column<Agent>[] = [
    { name: text.person, cell: (agent) => <PersonName of={agent} /> },
    {
      name: text.payrollNumber,
      cell: ({ payrollNumber }) => <SafeText>{payrollNumber}</SafeText>,
    },
    { name: text.dates, cell: (agent) => <span className={styles.days}>{datesOf(agent)}</span> },
    { name: text.vault, cell: (agent) => <ActivationBadge agent={agent} /> },
    {
      name: text.delivery,
      cell: ({ channel }) => <span className={styles.whole}>{text.channels[channel]}</span>,
    },
  ];
  const actions: Column<Agent> = {
    name: text.actions,
    quiet: true,
    cell: (agent) =>
      !agent.activated && (
        <Button
          look="quiet"
          aria-label={text.newCodeFor(plainNameOf(agent))}
          onPress={() => onNewCode?.(agent)}
        >
          {text.newCode}
        </Button>
      ),
  };
  return (
    <div className={styles.agents}>
      <Table
        caption={text.caption}
        columns={onNewCode === null ? columns : [...columns, actions]}
        rows={agents}
        keyOf={({ id }) => id}
      />
    </div>
  );
}

function ActivationBadge({ agent }: { readonly agent: Agent }) {
  const text = useText(TEXT).list;
  return agent.activated ? (
    <Badge tone="success">{text.activated}</Badge>
  ) : (
    <Badge tone="warning">{text.notActivated}</Badge>
  );
}
