import { useState } from 'react';
import {
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import type { Agent } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useSession } from '../../session/session-context';
import { useEmployer } from '../../session/use-employer';
import fields from '../../ui/field.module.css';
import { PersonName } from '../../ui/safe-text';
import { AgentFacts } from './agent-facts';
import styles from './agent-search.module.css';
import { TEXT } from './text';
import { useFoundAgents } from './use-found-agents';

interface AgentComboboxProps {
  /** For `ErrorSummary` to lead to. */
  readonly id: string;
  readonly label?: string;
  readonly error?: string | null;
  onChoose(agent: Agent): void;
}

/** Types ahead, offers whom the employer's list has; takes only somebody of that list. */
export function AgentCombobox({ id, label, error = null, onChoose }: AgentComboboxProps) {
  const text = useText(TEXT);
  const { employerId } = useEmployer();
  const own = useSession().employments.map(({ employmentId }) => employmentId);
  const [typed, setTyped] = useState('');
  const found = useFoundAgents(employerId, typed);
  const agents = typed.trim() === '' ? [] : (found.data?.items ?? []);
  return (
    <ComboBox
      id={id}
      className={fields.field ?? ''}
      items={agents}
      inputValue={typed}
      onInputChange={setTyped}
      // What is found is the API's to say: nothing is filtered a second time.
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="input"
      selectedKey={null}
      onSelectionChange={(key) => {
        const chosen = agents.find((agent) => agent.id === key);
        if (chosen !== undefined) onChoose(chosen);
      }}
      disabledKeys={own}
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label className={fields.label ?? ''}>{label ?? text.label}</Label>
      <Text slot="description" className={fields.hint ?? ''}>
        {text.hint}
      </Text>
      <FieldError className={fields.error ?? ''}>{error}</FieldError>
      <Input className={fields.input ?? ''} maxLength={100} spellCheck="false" autoComplete="off" />
      <Popover className={styles.popover ?? ''}>
        <ListBox<Agent>
          className={styles.list ?? ''}
          aria-label={text.list}
          renderEmptyState={() => <p className={styles.nobody}>{sentence(typed, found, text)}</p>}
        >
          {(agent) => (
            <ListBoxItem
              id={agent.id}
              textValue={`${agent.familyName} ${agent.givenName} ${agent.payrollNumber}`}
              className={styles.option ?? ''}
            >
              <Text slot="label">
                <PersonName of={agent} />
              </Text>
              <Text slot="description" className={styles.facts ?? ''}>
                <AgentFacts agent={agent} self={own.includes(agent.id)} />
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
        {agents.length > 0 && found.data?.nextCursor !== null && <p className={styles.nobody}>{text.more}</p>}
      </Popover>
    </ComboBox>
  );
}

function sentence(
  typed: string,
  found: Pick<ReturnType<typeof useFoundAgents>, 'isError' | 'isFetching' | 'data'>,
  text: { readonly [name in 'type' | 'failed' | 'searching' | 'none']: string },
): string {
  if (typed.trim() === '') return text.type;
  if (found.isError) return text.failed;
  return found.isFetching || found.data === undefined ? text.searching : text.none;
}
