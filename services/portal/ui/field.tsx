import { Fragment, type HTMLInputTypeAttribute, type ReactNode, useId, useState } from 'react';
import {
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  ToggleButton,
} from 'react-aria-components';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { cx } from './cx';
import styles from './field.module.css';
import { Icon } from './icon';

/** What every field takes. `error` is shown beside it, and announced with it. */
export interface FieldProps<T> {
  /** For `ErrorSummary` to lead to. */
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly optional?: boolean;
  readonly value: T;
  onChange(value: T): void;
}

interface TextFieldProps extends FieldProps<string> {
  readonly type?: HTMLInputTypeAttribute;
  readonly name?: string;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'email' | 'numeric' | 'search';
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly rows?: number;
  readonly spellCheck?: boolean;
  /** Stands after the input, in its line. */
  readonly beside?: ReactNode;
}

export function TextField({
  id,
  label,
  hint,
  error = null,
  optional = false,
  value,
  onChange,
  type = 'text',
  name,
  autoComplete,
  inputMode,
  maxLength,
  readOnly = false,
  rows,
  spellCheck = false,
  beside,
}: TextFieldProps) {
  const text = useText(COMMON);
  const input = {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(inputMode === undefined ? {} : { inputMode }),
  };
  return (
    <AriaTextField
      className={styles.field}
      value={value}
      onChange={onChange}
      type={type as 'text'}
      isInvalid={error !== null}
      isReadOnly={readOnly}
      validationBehavior="aria"
      spellCheck={spellCheck ? 'true' : 'false'}
      id={id}
      {...(name === undefined ? {} : { name })}
      {...(autoComplete === undefined ? {} : { autoComplete })}
    >
      <Label className={styles.label}>
        {label} {optional && <span className={styles.optional}>{text.optional}</span>}
      </Label>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
      <div className={styles.withButton}>
        {rows === undefined ? (
          <Input className={styles.input} {...input} />
        ) : (
          <TextArea className={cx(styles.input, styles.textarea)} rows={rows} {...input} />
        )}
        {beside}
      </div>
    </AriaTextField>
  );
}

interface PasswordFieldProps extends FieldProps<string> {
  readonly autoComplete: 'current-password' | 'new-password';
}

/** A password that may be shown: who can read what they typed needs no second field to repeat it. */
export function PasswordField(props: PasswordFieldProps) {
  const text = useText(COMMON);
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      name="password"
      type={shown ? 'text' : 'password'}
      maxLength={1000}
      beside={
        <ToggleButton
          className={styles.reveal}
          isSelected={shown}
          onChange={setShown}
          aria-label={text.showPassword}
        >
          <Icon name={shown ? 'eye-off' : 'eye'} />
        </ToggleButton>
      }
    />
  );
}

/** A day that a person knows by heart, typed as they write it: no calendar to leaf through for forty years. */
export function DateField({ hint, ...props }: FieldProps<string> & { readonly autoComplete?: string }) {
  const text = useText(COMMON);
  return <TextField {...props} hint={hint ?? text.dateFormat} inputMode="numeric" maxLength={10} />;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Its hint says why. */
  readonly disabled?: boolean;
  /** What choosing it asks for: right under it, and no part of its label. */
  readonly below?: ReactNode;
}

interface SelectFieldProps<T extends string> extends Omit<FieldProps<T>, 'onChange'> {
  readonly choices: readonly Choice<NoInfer<T>>[];
  // The value says which words there are; a setter of React takes a function as well, and would widen them.
  onChange(value: NoInfer<T>): void;
}

/** A native list: every device has its own good way to open one. */
export function SelectField<T extends string>({
  id,
  label,
  hint,
  error = null,
  optional = false,
  value,
  onChange,
  choices,
}: SelectFieldProps<T>) {
  const text = useText(COMMON);
  const describe = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label} {optional && <span className={styles.optional}>{text.optional}</span>}
      </label>
      {hint !== undefined && (
        <span id={`${describe}hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== null && (
        <span id={`${describe}error`} className={styles.error}>
          {error}
        </span>
      )}
      <select
        id={id}
        className={styles.select}
        value={value}
        aria-invalid={error !== null}
        aria-describedby={
          cx(hint !== undefined && `${describe}hint`, error !== null && `${describe}error`) || undefined
        }
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface RadioFieldProps<T extends string> extends Omit<FieldProps<T | null>, 'onChange'> {
  readonly choices: readonly Choice<NoInfer<T>>[];
  /** Each choice in a frame of its own: for choices that say more than a word. */
  readonly framed?: boolean;
  onChange(value: NoInfer<T>): void;
}

export function RadioField<T extends string>({
  id,
  label,
  hint,
  error = null,
  value,
  onChange,
  choices,
  framed = false,
}: RadioFieldProps<T>) {
  const describe = useId();
  return (
    <fieldset
      className={cx(styles.field, framed && styles.framed, error !== null && styles.refused)}
      aria-describedby={
        cx(hint !== undefined && `${describe}hint`, error !== null && `${describe}error`) || undefined
      }
    >
      <legend className={styles.label}>{label}</legend>
      {hint !== undefined && (
        <span id={`${describe}hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== null && (
        <span id={`${describe}error`} className={styles.error}>
          {error}
        </span>
      )}
      <div className={styles.choices}>
        {choices.map((choice, index) => (
          <Fragment key={choice.value}>
            <label className={styles.choice}>
              <input
                type="radio"
                // The first of them carries the id that the summary of errors leads to.
                id={index === 0 ? id : undefined}
                name={id}
                value={choice.value}
                checked={choice.value === value}
                disabled={choice.disabled}
                onChange={() => onChange(choice.value)}
              />
              <span className={styles.choiceText}>
                {choice.label}
                {choice.hint !== undefined && <span className={styles.hint}>{choice.hint}</span>}
              </span>
            </label>
            {choice.below}
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}

interface CheckboxProps {
  readonly id?: string;
  readonly children: ReactNode;
  readonly value: boolean;
  readonly disabled?: boolean;
  onChange(value: boolean): void;
}

export function Checkbox({ id, children, value, disabled = false, onChange }: CheckboxProps) {
  return (
    <label className={styles.choice}>
      <input
        id={id}
        type="checkbox"
        checked={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles.choiceText}>{children}</span>
    </label>
  );
}
