import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';

export function NotFoundPage() {
  const text = useText(COMMON);
  return (
    <Page title={text.notFoundTitle} lead={text.notFoundText}>
      <div>
        <LinkButton to="/" look="primary">
          {text.toHome}
        </LinkButton>
      </div>
    </Page>
  );
}
