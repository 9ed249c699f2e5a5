import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import styles from './hr-agents.module.css';

interface AgentSearchProps {
  readonly text: {
    readonly label: string;
    readonly hint: string;
    readonly submit: string;
    readonly clear: string;
  };
  readonly searched: string;
  onSearch(text: string): void;
}

/** Asked for on purpose, not at each letter: the server compares whole names, and notes each look at the list. */
export function AgentSearch({ text, searched, onSearch }: AgentSearchProps) {
  const id = useId();
  const [typed, setTyped] = useState(searched);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Controls and format characters are in no name, and the server takes none.
    onSearch(typed.replaceAll(/\p{C}/gu, '').trim());
  };
  return (
    <search aria-label={text.label} className={styles.search}>
      <form onSubmit={submit} noValidate>
        <TextField
          id={`${id}search`}
          label={text.label}
          hint={text.hint}
          value={typed}
          onChange={setTyped}
          inputMode="search"
          autoComplete="off"
          maxLength={100}
          beside={
            <Button type="submit" look="secondary">
              <Icon name="search" />
              {text.submit}
            </Button>
          }
        />
      </form>
      {searched !== '' && (
        <div className={styles.clear}>
          <Button
            look="quiet"
            onPress={() => {
              setTyped('');
              onSearch('');
            }}
          >
            <Icon name="cross" />
            {text.clear}
          </Button>
        </div>
      )}
    </search>
  );
}
