import { Link, useParams } from 'react-router';
import { useApiQuery } from '../../api/api-context';
import type { Month } from '../../api/schema';
import { now } from '../../clock';
import { useFormats, useText } from '../../i18n/language-context';
import { NotFoundPage } from '../../layout/not-found-page';
import { useEmployer } from '../../session/use-employer';
import { LinkButton } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { Loaded } from '../../ui/failure';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { SafeText } from '../../ui/safe-text';
import { Skeleton } from '../../ui/skeleton';
import { LatestBatches, ToConfirm } from './latest-batches';
import styles from './month.module.css';
import { MonthFigures } from './month-figures';
import { MonthPicker } from './month-picker';
import { monthOf, readMonth } from './months';
import { TEXT } from './text';

/** Home of HR: the month at a glance, and what it asks for. */
export function MonthPage() {
  const { period: asked } = useParams();
  const current = monthOf(now());
  const period = asked === undefined ? current : readMonth(asked);
  if (period === null || period > current) return <NotFoundPage />;
  return <KnownMonth period={period} current={current} />;
}

function KnownMonth({ period, current }: { readonly period: string; readonly current: string }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId, employerName, role } = useEmployer();
  const query = useApiQuery('GET /v1/employers/{employerId}/months/{period}', {
    params: { employerId, period },
  });
  return (
    <Page
      title={text.titleOf(formats.month(period))}
      lead={<SafeText>{employerName}</SafeText>}
      actions={
        role === 'hr' && (
          <LinkButton look="primary" to={`/rh/${employerId}/envoyer?mois=${period}`}>
            {text.send}
          </LinkButton>
        )
      }
    >
      <MonthPicker period={period} current={current} />
      <ToConfirm key={period} period={period} />
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(month) => <Glance month={month} />}
      </Loaded>
      <section className={styles.section} aria-labelledby="latest-batches">
        <div className={styles.head}>
          <h2 id="latest-batches">{text.latest}</h2>
          <Link to={`/rh/${employerId}/lots`}>{text.allBatches}</Link>
        </div>
        <LatestBatches key={employerId} />
      </section>
    </Page>
  );
}

function Glance({ month }: { readonly month: Month }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId, role } = useEmployer();
  const canSend = role === 'hr';
  if (month.batches === 0 && month.agents === 0) {
    return (
      <Empty
        icon="people"
        title={text.noAgentsTitle}
        actions={
          canSend && (
            <LinkButton look="primary" to={`/rh/${employerId}/agents/importer`}>
              {text.importAgents}
            </LinkButton>
          )
        }
      >
        {text.noAgents}
      </Empty>
    );
  }
  return (
    <>
      {month.batches === 0 ? (
        <Empty icon="file" title={text.emptyTitle(formats.month(month.period))}>
          {canSend ? text.emptyText : text.emptyReader}
        </Empty>
      ) : (
        month.quarantined === 0 &&
        month.missingSinceLastMonth === 0 && (
          <Notice tone="success">
            <p>{text.allWell}</p>
          </Notice>
        )
      )}
      <MonthFigures month={month} />
    </>
  );
}
