import { useId } from 'react';
import type { Agent } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { Button } from '../../ui/button';
import fields from '../../ui/field.module.css';
import { PersonName } from '../../ui/safe-text';
import { AgentCombobox } from './agent-combobox';
import { AgentFacts } from './agent-facts';
import styles from './agent-search.module.css';
import { TEXT } from './text';

interface AgentFieldProps {
  readonly id: string;
  readonly value: Agent | null;
  readonly error?: string | null;
  onChange(agent: Agent | null): void;
}

/** One agent: searched, then shown with what tells them from others, until another is wanted. */
export function AgentField({ id, value, error = null, onChange }: AgentFieldProps) {
  const text = useText(TEXT);
  const name = useId();
  if (value === null) return <AgentCombobox id={id} error={error} onChoose={onChange} />;
  return (
    <fieldset className={fields.field} id={id} aria-describedby={error === null ? undefined : `${name}error`}>
      <legend className={fields.label}>{text.label}</legend>
      {error !== null && (
        <p id={`${name}error`} className={fields.error}>
          {error}
        </p>
      )}
      <div className={styles.chosen}>
        <p id={name} className={styles.person}>
          <strong>
            <PersonName of={value} />
          </strong>
          <span className={styles.facts}>
            <AgentFacts agent={value} />
          </span>
        </p>
        {/* The input that had the focus is gone. */}
        <Button look="quiet" autoFocus aria-describedby={name} onPress={() => onChange(null)}>
          {text.change}
        </Button>
      </div>
    </fieldset>
  );
}
