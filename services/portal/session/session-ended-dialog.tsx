import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useProblemSentence } from '../api/use-problem-sentence';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { PasswordField, TextField } from '../ui/field';
import { Stack } from '../ui/page';
import { useSessionStore } from './session-context';

/** Over whatever is on the screen: the same person signs in again and goes on, or leaves. */
export function SessionEndedDialog({ login }: { readonly login: string }) {
  const text = useText(COMMON).sessionEnded;
  return (
    <Dialog open title={text.title}>
      <SignInAgain login={login} />
    </Dialog>
  );
}

function SignInAgain({ login }: { readonly login: string }) {
  const text = useText(COMMON).sessionEnded;
  const store = useSessionStore();
  const sentenceOf = useProblemSentence();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({ mutationFn: () => store.signIn({ login, password }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(password === '');
    if (password !== '') signIn.mutate();
  };
  const error = missing
    ? text.passwordMissing
    : signIn.isError
      ? sentenceOf(signIn.error, { 'sign-in-refused': text.passwordWrong })
      : null;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p>{text.text}</p>
        <TextField
          id="session-login"
          label={text.login}
          value={login}
          onChange={() => undefined}
          readOnly
          autoComplete="username"
        />
        <PasswordField
          id="session-password"
          label={text.password}
          value={password}
          onChange={setPassword}
          error={error}
          autoComplete="current-password"
        />
        <DialogActions>
          <Button look="quiet" onPress={() => store.leave()}>
            {text.leave}
          </Button>
          <Button type="submit" isPending={signIn.isPending}>
            {text.continue}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
