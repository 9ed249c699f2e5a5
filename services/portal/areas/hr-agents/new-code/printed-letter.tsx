import { createPortal } from 'react-dom';
import type { Agent } from '../../../api/schema';
import { now } from '../../../clock';
import { createFormats } from '../../../i18n/formats';
import { activationLetter as text } from '../../../i18n/fr/activation-letter';
import { useEmployer } from '../../../session/use-employer';
import { PersonName, SafeText } from '../../../ui/safe-text';
import styles from './new-code.module.css';

const FRENCH = createFormats('fr');

interface PrintedLetterProps {
  readonly agent: Agent;
  readonly code: string;
}

/** On paper only, and there alone: what the agent needs to open their safe. Beside the page, so that print can leave out the rest. */
export function PrintedLetter({ agent, code }: PrintedLetterProps) {
  const { employerName } = useEmployer();
  return createPortal(
    <div className={styles.letter} aria-hidden="true" lang="fr" translate="no">
      <p>
        <SafeText>{employerName}</SafeText>
        <br />
        {FRENCH.date(now())}
      </p>
      <p>
        <strong>
          <PersonName of={agent} />
        </strong>
        <br />
        <SafeText>{text.payrollNumber(agent.payrollNumber)}</SafeText>
      </p>
      <p className={styles.subject}>{text.subject}</p>
      <p>
        <SafeText>{text.why(employerName)}</SafeText>
      </p>
      <ol>
        <li>
          {text.goTo} <strong>{`${location.origin}/activation`}</strong>
        </li>
        <li>
          {text.typeCode}
          <strong className={styles.printedCode}>{code}</strong>
        </li>
        <li>{text.birthDate}</li>
      </ol>
      <p>{text.secret}</p>
      <p>{text.paper}</p>
    </div>,
    document.body,
  );
}
