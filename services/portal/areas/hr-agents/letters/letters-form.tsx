import { useState } from 'react';
import { isProblem, NoAnswer } from '../../../api/failures';
import { useProblemSentence } from '../../../api/use-problem-sentence';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button } from '../../../ui/button';
import { ErrorSummary, type FormError } from '../../../ui/error-summary';
import { RadioField } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Stack } from '../../../ui/page';
import { Progress } from '../../../ui/progress';
import { TEXT } from '../text';
import { ChooseAgents } from './choose-agents';
import { LettersQuestion } from './letters-question';
import { type Letters, MOST_COUNTED, MOST_LETTERS, useLetters } from './use-letters';

interface LettersFormProps {
  /** Who has not activated; NULL: more than were counted. */
  readonly count: number | null;
  onDone(letters: Letters): void;
}

/** To whom, a warning, and a question: what was handed out before ends here. */
export function LettersForm({ count, onDone }: LettersFormProps) {
  const text = useText(TEXT).post;
  const { employerId } = useEmployer();
  const sentenceOf = useProblemSentence();
  const print = useLetters(employerId);
  const [who, setWho] = useState<'all' | 'some'>('all');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt((times) => times + 1);
  };
  const flawOfChoice = () => {
    if (who === 'all') return null;
    if (chosen.size === 0) return text.noneChosen;
    return chosen.size > MOST_LETTERS ? text.tooManyChosen(MOST_LETTERS) : null;
  };
  const ask = () => {
    const flaw = flawOfChoice();
    refuse(flaw === null ? [] : [{ field: 'letters-agents', message: flaw }]);
    if (flaw === null) setAsking(true);
  };
  const confirm = () => {
    setAsking(false);
    print.mutate(who === 'all' ? 'all' : [...chosen], {
      onSuccess: onDone,
      onError: (error) => {
        const message =
          error instanceof NoAnswer
            ? text.noAnswer
            : sentenceOf(error, { 'over-limit': text.tooMany(MOST_LETTERS) });
        if (isProblem(error, 'over-limit')) setWho('some');
        refuse([{ field: null, message }]);
      },
    });
  };
  const onAgents = errors.find(({ field }) => field === 'letters-agents')?.message ?? null;
  return (
    <>
      <Stack>
        {errors.length > 0 && <ErrorSummary key={attempt} errors={errors} />}
        <RadioField
          id="letters-who"
          label={text.who}
          framed
          value={who}
          onChange={setWho}
          choices={[
            {
              value: 'all',
              label: text.all,
              hint: count === null ? text.allAtLeast(MOST_COUNTED) : text.allCount(count),
            },
            { value: 'some', label: text.some, hint: text.someHint },
          ]}
        />
        {who === 'some' && (
          <ChooseAgents id="letters-agents" chosen={chosen} onChange={setChosen} error={onAgents} />
        )}
        <Notice tone="warning" title={text.warningTitle}>
          <p>{text.warning}</p>
        </Notice>
        {print.isPending ? (
          <div role="status">
            <Progress label={text.pending} share={null} />
            <p>{text.pendingText}</p>
          </div>
        ) : (
          <div>
            <Button onPress={ask}>
              <Icon name="printer" />
              {text.submit}
            </Button>
          </div>
        )}
      </Stack>
      <LettersQuestion
        open={asking}
        codes={who === 'all' ? count : chosen.size}
        onCancel={() => setAsking(false)}
        onConfirm={confirm}
      />
    </>
  );
}
