import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Agent } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useSession } from '../../session/session-context';
import { useEmployer } from '../../session/use-employer';
import { cx } from '../../ui/cx';
import fields from '../../ui/field.module.css';
import { PersonName } from '../../ui/safe-text';
import { AgentFacts } from './agent-facts';
import styles from './agent-search.module.css';
import { TEXT } from './text';
import { useFoundAgents } from './use-found-agents';

interface AgentComboboxProps {
  /** For `ErrorSummary` to lead to. */
  readonly id: string;
  readonly error?: string | null;
  onChoose(agent: Agent): void;
}

/**
 * Types ahead, offers whom the employer's list has; takes only somebody of that list. A combobox
 * of WAI-ARIA 1.2 in place: that of react-aria hides the page around it, with all that it holds
 * still to be reached by Tab.
 */
export function AgentCombobox({ id, error = null, onChoose }: AgentComboboxProps) {
  const text = useText(TEXT);
  const { employerId } = useEmployer();
  const own = useSession().employments.map(({ employmentId }) => employmentId);
  const base = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const found = useFoundAgents(employerId, typed);
  const agents = typed.trim() === '' ? [] : (found.data?.items ?? []);
  const listed = open && agents.length > 0;
  const optionId = (agentId: string) => `${base}${agentId}`;
  const choose = (agent: Agent | undefined) => {
    if (agent !== undefined && !own.includes(agent.id)) onChoose(agent);
  };
  useEffect(() => {
    if (active !== null) document.getElementById(`${base}${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, base]);
  const move = (step: 1 | -1) => {
    setOpen(true);
    const at = agents.findIndex((agent) => agent.id === active);
    const next =
      at === -1 ? (step === 1 ? 0 : agents.length - 1) : (at + step + agents.length) % agents.length;
    setActive(agents[next]?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && listed && active !== null)
      choose(agents.find((agent) => agent.id === active));
    else if (event.key === 'Escape' && open) close();
    else return;
    event.preventDefault();
  };
  const close = () => {
    setOpen(false);
    setActive(null);
  };
  return (
    <div className={fields.field}>
      <label className={fields.label} htmlFor={id}>
        {text.label}
      </label>
      <span id={`${base}hint`} className={fields.hint}>
        {text.hint}
      </span>
      {error !== null && (
        <span id={`${base}error`} className={fields.error}>
          {error}
        </span>
      )}
      <div className={styles.combobox}>
        <input
          id={id}
          className={fields.input}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={listed}
          aria-controls={listed ? `${base}list` : undefined}
          aria-activedescendant={listed && active !== null ? optionId(active) : undefined}
          aria-describedby={cx(`${base}hint`, error !== null && `${base}error`)}
          aria-invalid={error !== null}
          data-invalid={error === null ? undefined : true}
          value={typed}
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setActive(null);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        {open && typed.trim() !== '' && (
          <div className={cx(styles.panel, !listed && styles.inFlow)}>
            <p role="status" className={cx(styles.nobody, listed && !isCut(found.data) && styles.spoken)}>
              {sentence(found, agents.length, text)}
            </p>
            {listed && (
              <div id={`${base}list`} role="listbox" aria-label={text.list} className={styles.list}>
                {agents.map((agent) => (
                  // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus, and says which is active
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's
                  <div
                    key={agent.id}
                    id={optionId(agent.id)}
                    role="option"
                    aria-selected={agent.id === active}
                    aria-disabled={own.includes(agent.id)}
                    className={styles.option}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => choose(agent)}
                  >
                    <span>
                      <PersonName of={agent} />
                    </span>
                    <span className={styles.facts}>
                      <AgentFacts agent={agent} self={own.includes(agent.id)} />
                    </span>
                  </div>
                ))}
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

type Found = ReturnType<typeof useFoundAgents>;

/** More than are shown. */
function isCut(page: Found['data']): boolean {
  return page !== undefined && page.nextCursor !== null;
}

function sentence(
  found: Found,
  shown: number,
  text: Readonly<Record<'failed' | 'searching' | 'none' | 'more', string>> & { found(count: number): string },
): string {
  if (found.isError) return text.failed;
  if (shown > 0) return isCut(found.data) ? text.more : text.found(shown);
  return found.isFetching || found.data === undefined ? text.searching : text.none;
}
