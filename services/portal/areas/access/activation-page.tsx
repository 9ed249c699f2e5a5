import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useApi } from '../../api/api-context';
import { isProblem } from '../../api/failures';
import { useProblemSentence } from '../../api/use-problem-sentence';
import { useText } from '../../i18n/language-context';
import { useSessionStore } from '../../session/session-context';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorSummary, type FormError } from '../../ui/error-summary';
import { DateField, PasswordField, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Page, Stack } from '../../ui/page';
import { type AnswerName, activationOf, checkAnswers, NO_ANSWERS, refusalOf } from './activation-answers';
import { PasswordRules } from './password-rules';
import { TEXT } from './text';

/** The code of the letter becomes an account, and the person is in. */
export function ActivationPage() {
  const text = useText(TEXT).activation;
  return (
    <Page title={text.title} lead={text.lead} narrow>
      <ActivationForm />
      <p>
        <Link to="/connexion">{text.signInInstead}</Link>
      </p>
    </Page>
  );
}

function ActivationForm() {
  const text = useText(TEXT).activation;
  const api = useApi();
  const sessions = useSessionStore();
  const navigate = useNavigate();
  const sentenceOf = useProblemSentence();
  const [answers, setAnswers] = useState(NO_ANSWERS);
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt((count) => count + 1);
  };
  const activate = useMutation({
    mutationFn: () =>
      api.call('POST /v1/activations', { body: activationOf(answers) }, { onSessionEnd: 'throw' }),
    onSuccess: async ({ login }) => {
      // The account stands: should signing in fail, that is done by hand, not by activating again.
      const signedIn = await sessions.signIn({ login, password: answers.password }).then(
        () => true,
        () => false,
      );
      await navigate(signedIn ? '/' : '/connexion', { replace: true, state: { activatedLogin: login } });
    },
    onError: (error) => refuse(refusalOf(error, sentenceOf(error), answers, text)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkAnswers(answers, text);
    activate.reset();
    refuse(found);
    if (found.length === 0) activate.mutate();
  };
  const field = (name: AnswerName) => ({
    id: name,
    value: answers[name],
    onChange: (value: string) => setAnswers((all) => ({ ...all, [name]: value })),
    error: errors.find((error) => error.field === name)?.message ?? null,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorSummary key={attempt} errors={errors} />
        {isProblem(activate.error, 'activation-refused') && (
          <Notice>
            <p>{text.refusedSignIn}</p>
            <p>
              <Link to="/connexion">{text.signInInstead}</Link>
            </p>
          </Notice>
        )}
        <Card title={text.step}>
          <TextField
            {...field('code')}
            label={text.code}
            hint={text.codeHint}
            autoComplete="off"
            maxLength={64}
          />
          <DateField
            {...field('birthDate')}
            label={text.birthDate}
            hint={text.birthDateHint}
            autoComplete="bday"
          />
        </Card>
        <Card title={text.account}>
          <TextField
            {...field('login')}
            type="email"
            label={text.login}
            hint={text.loginHint}
            autoComplete="username"
            inputMode="email"
            maxLength={400}
          />
          <PasswordField {...field('password')} label={text.password} autoComplete="new-password" />
          <PasswordRules password={answers.password} />
        </Card>
        <Button type="submit" wide isPending={activate.isPending}>
          {text.submit}
        </Button>
      </Stack>
    </form>
  );
}
