import { useFormats, useText } from '../../i18n/language-context';
import { RadioField, TextField } from '../../ui/field';
import styles from './batches.module.css';
import { instantOf, standardPublication, type WallTime } from './paris-time';
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
  const moment = value.choice === 'chosen' && (
    <div className={styles.nested}>
      <MomentField
        value={value.moment}
        error={error}
        onChange={(chosen) => onChange({ ...value, moment: chosen })}
      />
    </div>
  );
  return (
    <RadioField
      id="visible"
      label={text.label}
      hint={text.untilThen}
      value={value.choice}
      onChange={(choice) => onChange({ ...value, choice })}
      choices={[
        { value: 'standard', label: text.standard(formats.time(standard)), hint: text.standardHint },
        { value: 'chosen', label: text.chosen, below: moment },
      ]}
    />
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
  const formats = useFormats();
  const instant = instantOf(value);
  return (
    <div className={styles.section}>
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
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
        />
      </div>
      {/* A browser shows both fields in its own language, which need not be that of the page. */}
      {instant !== null && <p>{text.chosenMoment(formats.dateTime(instant))}</p>}
    </div>
  );
}
