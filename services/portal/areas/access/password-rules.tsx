import { useText } from '../../i18n/language-context';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import { PASSWORD_MIN_LENGTH } from './activation-answers';
import styles from './password-rules.module.css';
import { TEXT } from './text';

/** What a password needs, said before and while it is typed; the API judges. */
export function PasswordRules({ password }: { readonly password: string }) {
  const text = useText(TEXT).activation;
  const longEnough = [...password].length >= PASSWORD_MIN_LENGTH;
  return (
    <div className={styles.rules}>
      <p className={styles.title}>{text.rules}</p>
      <ul>
        <li className={cx(longEnough && styles.met)}>
          {longEnough ? (
            <Icon name="check" size={16} />
          ) : (
            <span className={styles.dot} aria-hidden="true">
              •
            </span>
          )}
          {text.ruleLength}
          <span className={styles.hidden}>({longEnough ? text.met : text.unmet})</span>
        </li>
        <li>
          <span className={styles.dot} aria-hidden="true">
            •
          </span>
          {text.ruleCommon}
        </li>
      </ul>
      <p>{text.ruleFree}</p>
    </div>
  );
}
