import { useFormats, useText } from '../../i18n/language-context';
import { SelectField } from '../../ui/field';
import styles from './deposit.module.css';
import { TEXT } from './text';

interface PeriodFieldProps {
  /** `YYYY-MM` */
  readonly value: string;
  readonly thisMonth: string;
  readonly error: string | null;
  onChange(period: string): void;
}

const YEARS = 60;
const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A career's worth of months, without a list of seven hundred. */
export function PeriodField({ value, thisMonth, error, onChange }: PeriodFieldProps) {
  const text = useText(TEXT);
  const formats = useFormats();
  const [year = '', month = ''] = value.split('-');
  const newest = Number(thisMonth.slice(0, 4));
  return (
    <fieldset className={styles.period}>
      <legend>{text.period}</legend>
      <div className={styles.periodFields}>
        <SelectField
          id="month"
          label={text.month}
          value={month}
          error={error}
          onChange={(chosen) => onChange(`${year}-${chosen}`)}
          choices={MONTHS.map((one) => ({
            value: one,
            // The name alone: its year stands beside it.
            label: formats.month(`${year}-${one}`).replace(/\s*\d+$/, ''),
          }))}
        />
        <SelectField
          id="year"
          label={text.year}
          value={year}
          onChange={(chosen) => onChange(`${chosen}-${month}`)}
          choices={Array.from({ length: YEARS }, (_, back) => String(newest - back)).map((one) => ({
            value: one,
            label: one,
          }))}
        />
      </div>
    </fieldset>
  );
}
