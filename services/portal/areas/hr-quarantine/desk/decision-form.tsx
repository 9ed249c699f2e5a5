import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Agent, Candidate, ItemDetail } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button } from '../../../ui/button';
import { ErrorSummary, type FormError } from '../../../ui/error-summary';
import { RadioField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Stack } from '../../../ui/page';
import { AgentField } from '../../hr-agent-search/agent-field';
import { TEXT } from '../text';
import { CandidateFacts, CandidateName } from './candidate-view';
import styles from './desk.module.css';
import type { Subject } from './use-subject';

const REASONS = ['not-ours', 'unreadable', 'sent-by-mistake', 'other'] as const;
type Reason = (typeof REASONS)[number];

export type Decision =
  | { readonly action: 'deposit'; readonly agent: Subject }
  | { readonly action: 'reject'; readonly reason: Reason };

export const DECISION_FIELD = 'decision';

interface DecisionFormProps {
  readonly detail: ItemDetail;
  /** Before it is submitted; NULL: nobody. */
  onChoose(agent: Subject | null): void;
  onDecide(decision: Decision): void;
}

/** One of the candidates, another agent, or nobody. Nothing is chosen beforehand: the doubt is a person's to settle. */
export function DecisionForm({ detail, onChoose, onDecide }: DecisionFormProps) {
  const text = useText(TEXT).choice;
  const { candidates } = detail;
  const mayDeposit = detail.actions.includes('deposit');
  const [choice, setChoice] = useState<string | null>(null);
  const [agent, setAgent] = useState<Agent | null>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useSubmitFromAnywhere(form);

  const decide = (): Decision | FormError => {
    if (choice === 'nobody') {
      return reason === null
        ? { field: 'reason', message: text.reasonMissing, missing: true }
        : { action: 'reject', reason };
    }
    if (choice === 'other') {
      return agent === null
        ? { field: 'agent', message: text.agentMissing, missing: true }
        : { action: 'deposit', agent };
    }
    const candidate = candidates.find(({ agentId }) => agentId === choice);
    return candidate === undefined
      ? { field: DECISION_FIELD, message: text.missing, missing: true }
      : { action: 'deposit', agent: candidate };
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const decision = decide();
    const refused = 'message' in decision;
    setErrors(refused ? [decision] : []);
    setAttempt((count) => count + 1);
    if (!refused) onDecide(decision);
  };
  const answer = (change: () => void) => {
    change();
    // What was wrong with an answer is no longer said of another one.
    setErrors([]);
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message ?? null;

  const other = choice === 'other' && (
    <div className={styles.nested}>
      <AgentField
        id="agent"
        value={agent}
        onChange={(found) =>
          answer(() => {
            setAgent(found);
            onChoose(found);
          })
        }
        error={errorOf('agent')}
      />
    </div>
  );
  const nobody = choice === 'nobody' && (
    <div className={styles.nested}>
      <RadioField
        id="reason"
        label={text.reason}
        framed
        value={reason}
        onChange={(value) => answer(() => setReason(value))}
        error={errorOf('reason')}
        choices={REASONS.map((value) => ({ value, label: text.reasons[value] }))}
      />
    </div>
  );
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary key={attempt} errors={errors} />
        {mayDeposit && candidates.length === 0 && <p>{text.none}</p>}
        <RadioField
          id={DECISION_FIELD}
          label={text.answer}
          framed
          value={choice}
          onChange={(value) =>
            answer(() => {
              setChoice(value);
              onChoose(
                value === 'other' ? agent : (candidates.find(({ agentId }) => agentId === value) ?? null),
              );
            })
          }
          error={errorOf(DECISION_FIELD)}
          choices={[
            ...(mayDeposit
              ? [
                  ...candidates.map((candidate) => ({
                    value: candidate.agentId,
                    label: <CandidateName candidate={candidate} />,
                    hint: <CandidateFacts candidate={candidate} />,
                    disabled: candidate.self,
                  })),
                  { value: 'other', label: text.other, hint: text.otherHint, below: other },
                ]
              : []),
            { value: 'nobody', label: text.nobody, hint: text.nobodyHint, below: nobody },
          ]}
        />
        <div>
          <Button type="submit" aria-keyshortcuts="Control+Enter">
            {text.submit}
          </Button>
        </div>
        <Keys />
      </Stack>
    </form>
  );
}

/** Of those who may look, and not decide. */
export function CandidateList({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const text = useText(TEXT).choice;
  if (candidates.length === 0) return <p>{text.none}</p>;
  return (
    <ul className={styles.candidates}>
      {candidates.map((candidate) => (
        <li key={candidate.agentId}>
          <CandidateName candidate={candidate} />
          <CandidateFacts candidate={candidate} />
        </li>
      ))}
    </ul>
  );
}

/** Why not all choices are there. */
export function Limits({ detail }: { readonly detail: ItemDetail }) {
  const text = useText(TEXT).choice;
  const { role } = useEmployer();
  return (
    <>
      {detail.self && (
        <Notice tone="warning" title={text.selfTitle}>
          <p>{text.self}</p>
          {role === 'hr' && <p>{text.selfNext}</p>}
        </Notice>
      )}
      {!detail.actions.includes('deposit') && !detail.contentGone && (
        <Notice tone="warning" title={text.onlyRejectTitle}>
          <p>{text.onlyReject}</p>
        </Notice>
      )}
    </>
  );
}

function Keys() {
  const { keyboard, keys, keyNames } = useText(TEXT).choice;
  return (
    <section className={styles.keys} aria-label={keyboard}>
      <p>
        <b>{keyboard}</b>
      </p>
      <dl>
        <dt>
          <kbd>{keyNames.tab}</kbd> <kbd>{keyNames.enter}</kbd>
        </dt>
        <dd>{keys.begin}</dd>
        <dt>
          <kbd>{keyNames.arrows}</kbd>
        </dt>
        <dd>{keys.choose}</dd>
        <dt>
          <kbd>{keyNames.submit}</kbd>
        </dt>
        <dd>{keys.submit}</dd>
      </dl>
      <p>{keys.after}</p>
    </section>
  );
}

/** A key with Ctrl: no reader of screens takes it for itself, and nobody types it into a field. */
function useSubmitFromAnywhere(form: { readonly current: HTMLFormElement | null }): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      // A question that stands over the page is answered first.
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      // Before the button that has the focus takes it for a press.
      event.stopPropagation();
      form.current?.requestSubmit();
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  }, [form]);
}
