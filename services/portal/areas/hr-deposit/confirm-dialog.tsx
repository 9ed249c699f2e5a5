import { NoAnswer } from '../../api/failures';
import { useFormats, useText } from '../../i18n/language-context';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Progress } from '../../ui/progress';
import { PersonName, SafeText } from '../../ui/safe-text';
import { AgentFacts } from '../hr-agent-search/agent-facts';
import type { ToDeposit } from './answers';
import styles from './deposit.module.css';
import { TEXT } from './text';

interface ConfirmDialogProps {
  readonly document: ToDeposit;
  readonly sending: boolean;
  readonly error: unknown;
  onConfirm(): void;
  onBack(): void;
}

/** In one sentence what is about to be done, and for whom. */
export function ConfirmDialog({ document, sending, error, onConfirm, onBack }: ConfirmDialogProps) {
  const text = useText(TEXT).confirm;
  const formats = useFormats();
  const { agent, type, period, title, file } = document;
  return (
    <Dialog
      open
      alert
      title={text.title}
      onClose={() => {
        if (!sending) onBack();
      }}
      actions={
        <>
          <Button look="secondary" isDisabled={sending} onPress={onBack}>
            {text.back}
          </Button>
          <Button isPending={sending} onPress={onConfirm}>
            {text.submit}
          </Button>
        </>
      }
    >
      <p>{text.sentence(type, formats.month(period))}</p>
      <p className={styles.recipient}>
        <strong>
          <PersonName of={agent} />
        </strong>
        <span>
          <AgentFacts agent={agent} />
        </span>
      </p>
      {title !== null && (
        <p className={styles.written}>
          {text.titled} <SafeText>{title}</SafeText>
        </p>
      )}
      <p className={styles.written}>
        {text.file} <SafeText>{file.name}</SafeText> ({formats.size(file.size)})
      </p>
      <p className={styles.quiet}>{text.text}</p>
      <div aria-live="polite" className={styles.sending}>
        {sending && (
          <>
            <Progress label={text.sending} share={null} />
            <p className={styles.quiet}>{text.sendingHint}</p>
          </>
        )}
      </div>
      {error !== null && !sending && (
        <>
          <Failure error={error} />
          {error instanceof NoAnswer && <p>{text.again}</p>}
        </>
      )}
    </Dialog>
  );
}
