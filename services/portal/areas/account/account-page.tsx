import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { COMMON } from '../../i18n/frame';
import { useFormats, useText } from '../../i18n/language-context';
import { LanguageSelect, ThemeSelect } from '../../layout/preferences';
import { useSession, useSessionStore } from '../../session/session-context';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Page } from '../../ui/page';
import { SafeText } from '../../ui/safe-text';
import styles from './account-page.module.css';
import { AddCode } from './add-code';
import { TEXT } from './text';

export function AccountPage() {
  const text = useText(TEXT);
  const formats = useFormats();
  const session = useSession();
  return (
    <Page title={text.title} narrow>
      <Card title={text.signedInAs}>
        <p>
          <strong>
            <SafeText>{session.login}</SafeText>
          </strong>
        </p>
        <p>{text.until(formats.dateTime(session.endsAt))}</p>
      </Card>
      <Card title={text.spaces}>
        <Spaces />
      </Card>
      <AddCode />
      <Card title={text.display}>
        <div className={styles.choices}>
          <LanguageSelect />
          <ThemeSelect />
        </div>
        <p>{text.displayText}</p>
      </Card>
      <SignOutEverywhere />
    </Page>
  );
}

function Spaces() {
  const text = useText(TEXT);
  const { employments, grants, operatorAdmin } = useSession();
  const spaces = [
    ...employments.map(({ employmentId, employerName }) => ({
      key: employmentId,
      to: '/documents',
      label: text.vaultOf(employerName),
    })),
    ...grants.map(({ employerId, employerName, role }) => ({
      key: `${employerId}${role}`,
      to: `/rh/${employerId}/mois`,
      label: role === 'hr' ? text.hrOf(employerName) : text.hrReaderOf(employerName),
    })),
    ...(operatorAdmin ? [{ key: 'operator', to: null, label: text.operator }] : []),
  ];
  if (spaces.length === 0) return <p>{text.nothing}</p>;
  return (
    <ul>
      {spaces.map(({ key, to, label }) => (
        <li key={key}>
          {to === null ? (
            label
          ) : (
            <Link to={to}>
              <SafeText>{label}</SafeText>
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function SignOutEverywhere() {
  const text = useText(TEXT);
  const common = useText(COMMON);
  const store = useSessionStore();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const signOut = useMutation({
    mutationFn: () => store.signOut('everywhere'),
    onSuccess: () => navigate('/connexion', { replace: true }),
  });
  return (
    <Card title={text.everywhere}>
      <p>{text.everywhereText}</p>
      <Button look="secondary" onPress={() => setAsking(true)}>
        {text.everywhere}
      </Button>
      <Dialog
        open={asking}
        title={text.everywhereQuestion}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button look="secondary" onPress={() => setAsking(false)}>
              {common.cancel}
            </Button>
            <Button look="danger" isPending={signOut.isPending} onPress={() => signOut.mutate()}>
              {text.everywhere}
            </Button>
          </>
        }
      >
        <p>{text.everywhereMeans}</p>
        {signOut.isError && <Failure error={signOut.error} />}
      </Dialog>
    </Card>
  );
}
