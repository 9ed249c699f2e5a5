import type { Candidate } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Badge } from '../../../ui/badge';
import { Icon } from '../../../ui/icon';
import { PersonName } from '../../../ui/safe-text';
import { AgentFacts } from '../../hr-agent-search/agent-facts';
import { TEXT } from '../text';
import styles from './desk.module.css';

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
  const { self, running, signals } = candidate;
  const silent = signals.every(({ claim, page }) => claim === 'silent' && page === 'silent');
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
      <Standing signals={signals} standing="agrees" />
      <Standing signals={signals} standing="disagrees" />
      {self && <span className={styles.self}>{text.person.self}</span>}
    </span>
  );
}

interface StandingProps {
  readonly signals: Candidate['signals'];
  readonly standing: 'agrees' | 'disagrees';
}

export function Standing({ signals, standing }: StandingProps) {
  const text = useText(TEXT).signals;
  const formats = useFormats();
  const found = signals.flatMap(({ name, claim, page }) => {
    const signal = text.names[name];
    if (claim === standing && page === standing) return [text.onBoth(signal)];
    if (claim === standing) return [text.onClaim(signal)];
    return page === standing ? [text.onPage(signal)] : [];
  });
  if (found.length === 0) return null;
  const agrees = standing === 'agrees';
  return (
    <span className={agrees ? styles.agrees : styles.disagrees}>
      <Icon name={agrees ? 'check' : 'cross'} size={18} />
      <span>
        <b>{text[standing]}</b> {formats.list(found)}
      </span>
    </span>
  );
}

/** A single contradiction has to be looked at, however much agrees. */
export function isContradicted({ signals }: Candidate): boolean {
  return signals.some(({ claim, page }) => claim === 'disagrees' || page === 'disagrees');
}
