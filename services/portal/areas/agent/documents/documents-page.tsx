import { useText } from '../../../i18n/language-context';
import { useSession } from '../../../session/session-context';
import { LinkButton } from '../../../ui/button';
import { Empty } from '../../../ui/empty';
import { Page } from '../../../ui/page';
import { ACCESS_TEXT, TEXT } from '../text';
import { DocumentFilters } from './document-filters';
import { DocumentList } from './document-list';
import styles from './documents.module.css';
import { LatestPayslip } from './latest-payslip';

/** Home of an agent: the newest payslip, then everything that their employers ever deposited. */
export function DocumentsPage() {
  const text = useText(TEXT).documents;
  const access = useText(ACCESS_TEXT);
  const { employments } = useSession();
  if (employments.length === 0) {
    return (
      <Page title={text.title}>
        <Empty
          icon="shield"
          title={text.withoutVaultTitle}
          actions={<LinkButton to="/activation">{access.signIn.activate}</LinkButton>}
        >
          {text.withoutVault}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={text.title} lead={text.lead}>
      <LatestPayslip />
      <section className={styles.all} aria-labelledby="all-documents">
        <h2 id="all-documents">{text.all}</h2>
        <DocumentFilters />
        <DocumentList />
      </section>
    </Page>
  );
}
