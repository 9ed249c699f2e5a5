import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context';
import { isProblem, NoAnswer } from '../../../api/failures';
import type { ItemDetail } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Checkbox } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { PersonName } from '../../../ui/safe-text';
import { AgentFacts } from '../../hr-agent-search/agent-facts';
import { ItemName } from '../item-name';
import { TEXT } from '../text';
import { Standing } from './candidate-view';
import type { Decision } from './decision-form';
import styles from './desk.module.css';
import type { ItemPath } from './use-item';

const RESOLVE = 'POST /v1/employers/{employerId}/batches/{batchId}/items/{itemId}/resolve';
/** The item is no longer what it was when it was looked at. */
const OVERTAKEN = ['item-not-quarantined', 'item-not-found', 'batch-not-found', 'staging-gone'];

interface ConfirmDialogProps {
  readonly path: ItemPath;
  readonly detail: ItemDetail;
  readonly decision: Decision;
  onBack(): void;
  onDone(): void;
  /** Somebody else, or time, was faster. */
  onOvertaken(): void;
}

/** Says again whose safe the document goes into, and what speaks against it, before anything is done. */
export function ConfirmDialog({ path, detail, decision, onBack, onDone, onOvertaken }: ConfirmDialogProps) {
  const text = useText(TEXT).confirm;
  const api = useApi();
  const [found, setFound] = useState(false);
  const [acknowledged, setAcknowledged] = useState(false);
  const [unread, setUnread] = useState(false);
  const deposits = decision.action === 'deposit';
  const contradicted = deposits && (decision.contradicted || found);
  const resolve = useMutation({
    mutationFn: () =>
      api.call(RESOLVE, {
        params: { ...path },
        body: deposits
          ? { action: 'deposit', agentId: idOf(decision.agent), acknowledge: contradicted && acknowledged }
          : decision,
      }),
    onSuccess: onDone,
    onError: (error) => {
      if (isProblem(error, 'choice-disagrees')) setFound(true);
      else if (isProblem(error, ...OVERTAKEN)) onOvertaken();
    },
  });
  const confirm = () => {
    setUnread(contradicted && !acknowledged);
    if (!contradicted || acknowledged) resolve.mutate();
  };
  return (
    <Dialog
      open
      alert
      title={deposits ? text.depositTitle : text.rejectTitle}
      onClose={() => {
        if (!resolve.isPending) onBack();
      }}
      actions={
        <>
          <Button look="secondary" isDisabled={resolve.isPending} onPress={onBack}>
            {text.back}
          </Button>
          <Button look={deposits ? 'primary' : 'danger'} isPending={resolve.isPending} onPress={confirm}>
            {deposits ? text.deposit : text.reject}
          </Button>
        </>
      }
    >
      <p className={styles.file}>
        <ItemName item={detail.item} />
      </p>
      {deposits ? (
        <>
          <p>{text.goesTo}</p>
          <p className={styles.recipient}>
            <strong>
              <PersonName of={decision.agent} />
            </strong>
            <span>
              <AgentFacts agent={decision.agent} />
            </span>
          </p>
          <p>{text.visible}</p>
        </>
      ) : (
        <p>{text.rejectText}</p>
      )}
      {contradicted && (
        <Notice tone="warning" title={text.disagreesTitle} announce="status">
          <p>{found ? text.disagreesFound : text.disagrees}</p>
          {deposits && 'signals' in decision.agent && (
            <Standing signals={decision.agent.signals} standing="disagrees" />
          )}
          <Checkbox id="acknowledge" value={acknowledged} onChange={setAcknowledged}>
            {text.acknowledge}
          </Checkbox>
          {unread && !acknowledged && (
            <p role="alert" className={styles.error}>
              {text.acknowledgeMissing}
            </p>
          )}
        </Notice>
      )}
      {resolve.isError && !isProblem(resolve.error, 'choice-disagrees', ...OVERTAKEN) && (
        <>
          <Failure error={resolve.error} />
          {resolve.error instanceof NoAnswer && <p>{text.notSure}</p>}
        </>
      )}
    </Dialog>
  );
}

function idOf(agent: Extract<Decision, { action: 'deposit' }>['agent']): string {
  return 'agentId' in agent ? agent.agentId : agent.id;
}
