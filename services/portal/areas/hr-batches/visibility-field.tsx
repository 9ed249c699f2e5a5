import { useFormats, useText } from '../../i18n/language-context';
import { RadioField, TextField } from '../../ui/field';
import styles from './batches.module.css';
import { standardPublication, type WallTime } from './paris-time';
import { TEXT } from './text';
import { useNow } from './use-now';
import type { Visibility } from './visibility';

/** The field of the day stands for both. */
export const VISIBILITY_FIELD = 'visible-day';

interface VisibilityFieldProps {
  readonly value: Visibility;
  readonly error: string | null;
  onChange(value: Visibility): void;
}

/** In two hours, unless another moment is chosen. */
export function VisibilityField({ value, error, onChange }: VisibilityFieldProps) {
  const text = useText(TEXT).visibility;
  const formats = useFormats();
  const standard = standardPublication(useNow());
  return (
    <>
      <RadioField
        id="visible"
        label={text.label}
        hint={text.untilThen}
        value={value.choice}
        onChange={(choice) => onChange({ ...value, choice })}
        choices={[
          { value: 'standard', label: text.standard(formats.time(standard)), hint: text.standardHint },
          { value: 'chosen', label: text.chosen },
        ]}
      />
      {value.choice === 'chosen' && (
        <MomentField
          value={value.moment}
          error={error}
          onChange={(moment) => onChange({ ...value, moment })}
        />
      )}
    </>
  );
}

interface MomentFieldProps {
  readonly value: WallTime;
  readonly error: string | null;
  onChange(value: WallTime): void;
}

/** A day and a time of day, as clocks in France show them. */
export function MomentField({ value, error, onChange }: MomentFieldProps) {
  const text = useText(TEXT).visibility;
  return (
    <div className={styles.moment}>
      <TextField
        id={VISIBILITY_FIELD}
        label={text.day}
        type="date"
        value={value.day}
        error={error}
        onChange={(day) => onChange({ ...value, day })}
      />
      <TextField
        id="visible-time"
        label={text.time}
        type="time"
        hint={text.zone}
        value={value.time}
        onChange={(time) => onChange({ ...value, time })}
      />
    </div>
  );
}
