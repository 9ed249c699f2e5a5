import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context';
import { isProblem, NoAnswer } from '../../../api/failures';
import type { ItemDetail } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { cx } from '../../../ui/cx';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Checkbox } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { PersonName } from '../../../ui/safe-text';
import { AgentFacts } from '../../hr-agent-search/agent-facts';
import { ItemName } from '../item-name';
import { isPeriod } from '../read-claim';
import { TEXT, TYPE_TEXT } from '../text';
import { Differences } from './candidate-view';
import type { Decision } from './decision-form';
import styles from './desk.module.css';
import type { ItemPath } from './use-item';
import { disagreementsWith, idOf } from './use-subject';

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
  const { confirm: text, of } = useText(TEXT);
  const types = useText(TYPE_TEXT);
  const formats = useFormats();
  const api = useApi();
  const [found, setFound] = useState(false);
  const [acknowledged, setAcknowledged] = useState(false);
  const [unread, setUnread] = useState(false);
  const deposits = decision.action === 'deposit';
  const against = deposits ? disagreementsWith(decision.agent) : [];
  const contradicted = against.length > 0 || found;
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
  const weighed = deposits && 'contradictions' in decision.agent;
  const month = isPeriod(detail.period) ? formats.month(detail.period) : detail.period;
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
          {contradicted && !acknowledged && <Before missed={unread} />}
          <Button look="secondary" isDisabled={resolve.isPending} onPress={onBack}>
            {text.back}
          </Button>
          <Button
            look={deposits ? 'primary' : 'danger'}
            isPending={resolve.isPending}
            onPress={confirm}
            {...(contradicted ? { 'aria-describedby': 'before' } : {})}
          >
            {deposits ? text.deposit : text.reject}
          </Button>
        </>
      }
    >
      <p className={styles.line}>
        <span className={styles.file}>{of(types[detail.type], month)}</span>
        {detail.item.file !== '' && (
          <span className={styles.quiet}>
            <ItemName item={detail.item} />
          </span>
        )}
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
          <Differences found={against} />
          {found && <p>{weighed ? text.elsewhere : text.disagreesFound}</p>}
          <Checkbox id="acknowledge" value={acknowledged} onChange={setAcknowledged}>
            {text.acknowledge}
          </Checkbox>
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

/** Beside the button that waits for it. */
function Before({ missed }: { readonly missed: boolean }) {
  const text = useText(TEXT).confirm;
  return missed ? (
    <p id="before" role="alert" className={cx(styles.before, styles.error)}>
      {text.acknowledgeMissing}
    </p>
  ) : (
    <p id="before" className={styles.before}>
      {text.acknowledgeFirst}
    </p>
  );
}
