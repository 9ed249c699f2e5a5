import { useQueryClient } from '@tanstack/react-query';
import { useApiCall } from '../../../api/api-context';
import type { Agent } from '../../../api/schema';
import { COMMON } from '../../../i18n/frame';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button } from '../../../ui/button';
import { Dialog, DialogActions } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { PersonName, SafeText } from '../../../ui/safe-text';
import { TEXT } from '../text';
import { AGENTS } from '../use-agents';
import styles from './new-code.module.css';
import { PrintedLetter } from './printed-letter';

interface NewCodeDialogProps {
  readonly agent: Agent;
  onClose(): void;
}

/** Warns first, makes a code, and shows it this once: a press beside the window must not lose it. */
export function NewCodeDialog({ agent, onClose }: NewCodeDialogProps) {
  const text = useText(TEXT).code;
  const common = useText(COMMON);
  const { employerId } = useEmployer();
  const queries = useQueryClient();
  const create = useApiCall('POST /v1/employers/{employerId}/agents/{agentId}/activation-code');
  const issued = create.data;
  const close = () => {
    if (create.isError) void queries.invalidateQueries({ queryKey: [AGENTS] });
    onClose();
  };
  if (issued !== undefined) {
    return (
      <Dialog open title={text.shownTitle}>
        <Whom agent={agent} />
        <p className={styles.code} translate="no">
          <span className={styles.label}>{text.code}</span>
          <strong>{issued.code}</strong>
        </p>
        <Notice tone="warning" announce="status">
          <p>{text.shownOnce}</p>
        </Notice>
        <DialogActions>
          <Button look="secondary" onPress={() => window.print()}>
            <Icon name="printer" />
            {text.print}
          </Button>
          <Button onPress={close}>{text.done}</Button>
        </DialogActions>
        <PrintedLetter agent={agent} code={issued.code} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      title={text.title}
      {...(create.isPending ? {} : { onClose: close })}
      actions={
        <>
          <Button look="secondary" onPress={close} isDisabled={create.isPending}>
            {common.cancel}
          </Button>
          <Button
            isPending={create.isPending}
            onPress={() => create.mutate({ params: { employerId, agentId: agent.id } })}
          >
            {text.create}
          </Button>
        </>
      }
    >
      <Whom agent={agent} />
      <Notice tone="warning" title={text.warningTitle}>
        <p>{text.warning}</p>
      </Notice>
      {create.isError && <Failure error={create.error} sentences={{ 'already-activated': text.activated }} />}
    </Dialog>
  );
}

function Whom({ agent }: { readonly agent: Agent }) {
  const text = useText(TEXT).code;
  return (
    <p>
      {text.forWhom}{' '}
      <strong>
        <PersonName of={agent} />
      </strong>
      , <SafeText>{text.payrollNumber(agent.payrollNumber)}</SafeText>
    </p>
  );
}
