import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { useOptionalSession } from '../session/session-context';
import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';

export function NotFoundPage() {
  const text = useText(COMMON);
  // Who is not signed in has no account that anything could be missing from.
  const signedIn = useOptionalSession() !== null;
  return (
    <Page title={text.notFoundTitle} lead={signedIn ? text.notFoundText : text.notFoundSignedOut}>
      <div>
        <LinkButton to="/" look="primary">
          {text.toHome}
        </LinkButton>
      </div>
    </Page>
  );
}
