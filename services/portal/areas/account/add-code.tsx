import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '../../api/api-context';
import { useProblemSentence } from '../../api/use-problem-sentence';
import { useText } from '../../i18n/language-context';
import { useSession, useSessionStore } from '../../session/session-context';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorSummary, type FormError } from '../../ui/error-summary';
import { DateField, TextField } from '../../ui/field';
import { Stack } from '../../ui/page';
import { useToast } from '../../ui/toast';
import { readTypedDate } from '../../ui/typed-date';
import { checkCode, refusalOf } from '../access/activation-answers';
import { TEXT as ACCESS } from '../access/text';
import { TEXT } from './text';

/** The code of another letter joins this account. */
export function AddCode() {
  const text = useText(TEXT);
  const hasVault = useSession().employments.length > 0;
  const letter = useText(ACCESS).activation;
  const api = useApi();
  const sessions = useSessionStore();
  const toast = useToast();
  const sentenceOf = useProblemSentence();
  const [code, setCode] = useState('');
  const [birthDate, setBirthDate] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt((count) => count + 1);
  };
  const add = useMutation({
    mutationFn: async () => {
      const day = readTypedDate(birthDate);
      await api.call('POST /v1/me/employments', {
        body: { code, ...(day === null ? {} : { birthDate: day }) },
      });
      await sessions.refresh();
    },
    onSuccess: () => {
      setCode('');
      setBirthDate('');
      toast(text.codeAdded);
    },
    onError: (error) => refuse(refusalOf(error, sentenceOf(error), { birthDate }, letter)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkCode({ code, birthDate }, letter);
    refuse(found);
    if (found.length === 0) add.mutate();
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message ?? null;
  return (
    <Card title={hasVault ? text.addCode : text.addOwnCode}>
      <p>{hasVault ? text.addCodeText : text.addOwnCodeText}</p>
      <form onSubmit={submit} noValidate>
        <Stack>
          <ErrorSummary key={attempt} errors={errors} />
          <TextField
            id="code"
            label={letter.code}
            hint={letter.codeHint}
            value={code}
            onChange={setCode}
            error={errorOf('code')}
            autoComplete="off"
            maxLength={64}
          />
          <DateField
            id="birthDate"
            label={letter.birthDate}
            hint={letter.birthDateHint}
            value={birthDate}
            onChange={setBirthDate}
            error={errorOf('birthDate')}
            autoComplete="bday"
          />
          <Button type="submit" look="secondary" isPending={add.isPending}>
            {text.addCodeSubmit}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
