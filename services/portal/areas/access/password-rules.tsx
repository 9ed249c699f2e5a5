import { useText } from '../../i18n/language-context';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import { judgePassword } from './judge-password';
import styles from './password-rules.module.css';
import { TEXT } from './text';

/** What a password needs, said before and while it is typed; the API judges. */
export function PasswordRules({ password }: { readonly password: string }) {
  const text = useText(TEXT).activation;
  const { longEnough, hardToGuess } = judgePassword(password);
  return (
    <div className={styles.rules}>
      <p className={styles.title}>{text.rules}</p>
      <ul>
        <Rule met={longEnough}>{text.ruleLength}</Rule>
        <Rule met={hardToGuess}>{text.ruleCommon}</Rule>
      </ul>
      <p>{text.ruleFree}</p>
    </div>
  );
}

function Rule({ met, children }: { readonly met: boolean; readonly children: string }) {
  const text = useText(TEXT).activation;
  return (
    <li className={cx(met && styles.met)}>
      {met ? (
        <Icon name="check" size={16} />
      ) : (
        <span className={styles.dot} aria-hidden="true">
          ○
        </span>
      )}
      <span>
        {children} <span className={styles.state}>({met ? text.met : text.unmet})</span>
      </span>
    </li>
  );
}
