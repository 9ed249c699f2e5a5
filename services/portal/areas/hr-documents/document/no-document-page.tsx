import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { LinkButton } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { TEXT } from '../text';

/** At this address the employer has no document. */
export function NoDocumentPage() {
  const text = useText(TEXT).notFound;
  const { employerId } = useEmployer();
  return (
    <Page title={text.title} lead={text.text}>
      <div>
        <LinkButton to={`/rh/${employerId}/documents`} look="primary">
          {text.toDocuments}
        </LinkButton>
      </div>
    </Page>
  );
}
