import { useFormats, useText } from '../../i18n/language-context';
import { DateField, RadioField, TextField } from '../../ui/field';
import styles from './batches.module.css';
import { standardPublication } from './paris-time';
import { TEXT } from './text';
import { readMoment, type TypedMoment } from './typed-moment';
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
  readonly value: TypedMoment;
  readonly error: string | null;
  onChange(value: TypedMoment): void;
}

/** A day and a time of day, as clocks in France show them; typed, for a browser's own fields speak its language. */
export function MomentField({ value, error, onChange }: MomentFieldProps) {
  const text = useText(TEXT).visibility;
  const formats = useFormats();
  const instant = readMoment(value);
  return (
    <div className={styles.section}>
      <div className={styles.moment}>
        <DateField
          id={VISIBILITY_FIELD}
          label={text.day}
          hint={text.dayHint}
          value={value.day}
          error={error}
          onChange={(day) => onChange({ ...value, day })}
        />
        <TextField
          id="visible-time"
          label={text.time}
          hint={text.timeHint}
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
        />
      </div>
      {instant !== null && <p>{text.chosenMoment(formats.dateTime(instant))}</p>}
    </div>
  );
}
