import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { DepositForm } from './deposit-form';
import { TEXT } from './text';

/** One document to one agent. */
export function DepositPage() {
  const text = useText(TEXT);
  const { employerId, role } = useEmployer();
  const maySend = role === 'hr';
  return (
    <Page
      title={text.title}
      lead={maySend ? text.lead : undefined}
      actions={maySend && <LinkButton to={`/rh/${employerId}/envoyer`}>{text.toSend}</LinkButton>}
    >
      {maySend ? (
        // Another employer is another form: nobody of the one before is in it.
        <DepositForm key={employerId} employerId={employerId} />
      ) : (
        <>
          <Notice tone="info" title={text.readOnlyTitle}>
            <p>{text.readOnly}</p>
          </Notice>
          <div>
            <LinkButton to={`/rh/${employerId}/documents`}>{text.toDocuments}</LinkButton>
          </div>
        </>
      )}
    </Page>
  );
}
