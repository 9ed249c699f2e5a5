import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useProblemSentence } from '../../api/use-problem-sentence';
import { useText } from '../../i18n/language-context';
import { destinationAfterSignIn } from '../../session/home-of';
import { useSessionState, useSessionStore } from '../../session/session-context';
import { Button, LinkButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorSummary, type FormError } from '../../ui/error-summary';
import { PasswordField, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Page, Stack } from '../../ui/page';
import { TEXT } from './text';

/** State of the address: where the person wanted to go, and what they just did. */
interface Arrival {
  readonly wanted?: unknown;
  readonly activatedLogin?: unknown;
}

export function SignInPage() {
  const text = useText(TEXT).signIn;
  const arrival = Object(useLocation().state) as Arrival;
  const state = useSessionState();
  if (state.kind === 'signed-in') {
    return <Navigate to={destinationAfterSignIn(arrival.wanted, state.session)} replace />;
  }
  const activatedLogin = typeof arrival.activatedLogin === 'string' ? arrival.activatedLogin : null;
  return (
    <Page title={text.title} lead={text.lead} narrow>
      {activatedLogin !== null && <Notice tone="success">{text.activated}</Notice>}
      <SignInForm knownLogin={activatedLogin ?? ''} />
      {activatedLogin === null && (
        <Card title={text.firstTime}>
          <p>{text.firstTimeText}</p>
          <LinkButton to="/activation" wide>
            {text.activate}
          </LinkButton>
        </Card>
      )}
    </Page>
  );
}

function SignInForm({ knownLogin }: { readonly knownLogin: string }) {
  const text = useText(TEXT).signIn;
  const store = useSessionStore();
  const sentenceOf = useProblemSentence();
  const [login, setLogin] = useState(knownLogin);
  const [password, setPassword] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const signIn = useMutation({
    mutationFn: () => store.signIn({ login, password }),
    onError: (error) => refuse([{ field: null, message: sentenceOf(error) }]),
  });
  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt((count) => count + 1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = [
      ...(login.trim() === '' ? [{ field: 'login', message: text.loginMissing, missing: true }] : []),
      ...(password === '' ? [{ field: 'password', message: text.passwordMissing, missing: true }] : []),
    ];
    refuse(missing);
    if (missing.length === 0) signIn.mutate();
  };
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message ?? null;
  return (
    <Card>
      <form onSubmit={submit} noValidate>
        <Stack>
          <ErrorSummary key={attempt} errors={errors} />
          <TextField
            id="login"
            name="login"
            type="email"
            label={text.login}
            hint={text.loginHint}
            value={login}
            onChange={setLogin}
            error={errorOf('login')}
            autoComplete="username"
            inputMode="email"
            maxLength={400}
          />
          <PasswordField
            id="password"
            label={text.password}
            value={password}
            onChange={setPassword}
            error={errorOf('password')}
            autoComplete="current-password"
          />
          <Button type="submit" wide isPending={signIn.isPending}>
            {text.submit}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
