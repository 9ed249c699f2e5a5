import type { Candidate } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Badge } from '../../../ui/badge';
import { Icon } from '../../../ui/icon';
import { PersonName } from '../../../ui/safe-text';
import { AgentFacts } from '../../hr-agent-search/agent-facts';
import { TEXT } from '../text';
import styles from './desk.module.css';
import { type Difference, differencesIn } from './disagreements';

/** Who it is: the label of a choice. */
export function CandidateName({ candidate }: { readonly candidate: Candidate }) {
  return (
    <span className={styles.name}>
      <PersonName of={candidate} />
    </span>
  );
}

/** What tells them from others, and what speaks for and against them. Within a label: spans only. */
export function CandidateFacts({ candidate }: { readonly candidate: Candidate }) {
  const text = useText(TEXT);
  const { self, running, signals, contradictions } = candidate;
  const silent =
    contradictions.length === 0 &&
    signals.every(({ claim, page }) => claim === 'silent' && page === 'silent');
  return (
    <span className={styles.facts}>
      <span>
        <AgentFacts agent={candidate} />
      </span>
      {!running && (
        <span>
          <Badge tone="warning">{text.person.notRunning}</Badge>
        </span>
      )}
      {silent && <span>{text.signals.nothing}</span>}
      <Agreements signals={signals} />
      <Differences found={contradictions} />
      {self && <span className={styles.self}>{text.person.self}</span>}
    </span>
  );
}

function Agreements({ signals }: Pick<Candidate, 'signals'>) {
  const text = useText(TEXT).signals;
  const agreed = signals.map(({ name, claim, page }) => ({
    field: name,
    sides: [
      ...(claim === 'agrees' ? ['claim' as const] : []),
      ...(page === 'agrees' ? ['page' as const] : []),
    ],
  }));
  return <Fields fields={agreed} icon="check" className={styles.agrees} label={text.agrees} />;
}

/** Each field that differs, and where it does. */
export function Differences({ found }: { readonly found: Candidate['contradictions'] }) {
  const text = useText(TEXT).signals;
  return (
    <Fields fields={differencesIn(found)} icon="cross" className={styles.disagrees} label={text.disagrees} />
  );
}

interface FieldsProps {
  readonly fields: readonly Difference[];
  readonly icon: 'check' | 'cross';
  readonly className: string | undefined;
  readonly label: string;
}

function Fields({ fields, icon, className, label }: FieldsProps) {
  const text = useText(TEXT).signals;
  const formats = useFormats();
  const said = fields.flatMap(({ field, sides }) => {
    const name = text.names[field];
    if (sides.length === 2) return [text.onBoth(name)];
    return sides.map((side) => (side === 'claim' ? text.onClaim(name) : text.onPage(name)));
  });
  if (said.length === 0) return null;
  return (
    <span className={className}>
      <Icon name={icon} size={18} />
      <span>
        <b>{label}</b> {formats.list(said)}
      </span>
    </span>
  );
}
