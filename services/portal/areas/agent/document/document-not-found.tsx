import { useText } from '../../../i18n/language-context';
import { LinkButton } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { TEXT } from '../text';

/** It never was there, is somebody else's, or is gone: which of them is nobody's to know. */
export function DocumentNotFound() {
  const text = useText(TEXT).document;
  return (
    <Page title={text.notFoundTitle} lead={text.notFound}>
      <div>
        <LinkButton to="/documents" look="primary">
          {text.back}
        </LinkButton>
      </div>
    </Page>
  );
}
