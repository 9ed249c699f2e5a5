import { useText } from '../../../i18n/language-context';
import { useSession } from '../../../session/session-context';
import { LinkButton } from '../../../ui/button';
import { Empty } from '../../../ui/empty';
import { Page } from '../../../ui/page';
import { TEXT } from '../text';
import { DocumentFilters } from './document-filters';
import { DocumentList } from './document-list';
import styles from './documents.module.css';
import { LatestPayslip } from './latest-payslip';
import { useHasSeveralDocuments } from './use-own-documents';

/** Home of an agent: the newest payslip, then everything that their employers ever deposited. */
export function DocumentsPage() {
  const text = useText(TEXT).documents;
  const { employments } = useSession();
  if (employments.length === 0) return <WithoutVault />;
  return (
    <Page title={text.title} lead={text.lead}>
      <LatestPayslip />
      <AllDocuments />
    </Page>
  );
}

function AllDocuments() {
  const text = useText(TEXT).documents;
  const several = useHasSeveralDocuments();
  return (
    <section className={styles.all} aria-labelledby="all-documents">
      <h2 id="all-documents">{text.all}</h2>
      {several && <DocumentFilters />}
      <DocumentList />
    </section>
  );
}

/** Who is signed in already joins the letter's code to this account: activating would make another one. */
function WithoutVault() {
  const text = useText(TEXT).documents;
  return (
    <Page title={text.title}>
      <Empty
        icon="shield"
        title={text.withoutVaultTitle}
        actions={
          <LinkButton to="/compte" look="primary">
            {text.enterCode}
          </LinkButton>
        }
      >
        {text.withoutVault}
      </Empty>
    </Page>
  );
}
