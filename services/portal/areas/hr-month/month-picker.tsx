import { Link } from 'react-router';
import { useFormats, useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Icon } from '../../ui/icon';
import styles from './month.module.css';
import { addMonths } from './months';
import { TEXT } from './text';

interface MonthPickerProps {
  readonly period: string;
  readonly current: string;
}

/** The month before and the one after, which ends with the one that runs. */
export function MonthPicker({ period, current }: MonthPickerProps) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId } = useEmployer();
  const at = (month: string) => `/rh/${employerId}/mois${month === current ? '' : `/${month}`}`;
  const before = addMonths(period, -1);
  const after = addMonths(period, 1);
  return (
    <nav className={styles.picker} aria-label={text.picker}>
      <Link className={styles.step} to={at(before)} aria-label={text.previous(formats.month(before))}>
        <Icon name="back" />
        <span>{formats.month(before)}</span>
      </Link>
      {period < current ? (
        <Link className={styles.step} to={at(after)} aria-label={text.next(formats.month(after))}>
          <span>{formats.month(after)}</span>
          <Icon name="next" />
        </Link>
      ) : (
        <span className={styles.none}>{text.nextNone}</span>
      )}
    </nav>
  );
}
