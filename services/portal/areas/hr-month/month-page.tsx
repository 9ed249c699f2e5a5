import { useParams } from 'react-router';
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
import { awaitsYes, MonthBatches, ToConfirm, useMonthBatches } from './month-batches';
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
        role === 'hr' &&
        !(query.data !== undefined && lacksAgents(query.data)) && (
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
      <MonthBatches key={`${employerId} ${period}`} period={period} />
    </Page>
  );
}

/** Without a list there is one thing to do, and it is not to send. */
function lacksAgents({ batches, agents }: Month): boolean {
  return batches === 0 && agents === 0;
}

function Glance({ month }: { readonly month: Month }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { employerId, role } = useEmployer();
  const canSend = role === 'hr';
  if (lacksAgents(month)) {
    return (
      <Empty
        icon="people"
        title={canSend ? text.noAgentsTitle : text.noAgentsReaderTitle}
        actions={
          canSend && (
            <LinkButton look="primary" to={`/rh/${employerId}/agents/importer`}>
              {text.importAgents}
            </LinkButton>
          )
        }
      >
        {canSend
          ? text.noAgents(formats.month(month.period))
          : text.noAgentsReader(formats.month(month.period))}
      </Empty>
    );
  }
  return (
    <>
      {month.batches === 0 ? (
        <NothingDeposited period={month.period} />
      ) : (
        month.quarantined + month.rejected + month.toPrint + month.missingSinceLastMonth === 0 && (
          <AllWell period={month.period} />
        )
      )}
      <MonthFigures month={month} />
    </>
  );
}

/** Nothing of the month counts yet; whether something was sent all the same, its batches tell. */
function NothingDeposited({ period }: { readonly period: string }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { role } = useEmployer();
  const batches = useMonthBatches(period).data?.pages[0]?.items;
  if (batches === undefined || batches.some(awaitsYes)) return null;
  if (batches.length > 0) {
    return (
      <Notice tone="info">
        <p>{text.nothingDeposited}</p>
      </Notice>
    );
  }
  return (
    <Empty icon="file" title={text.emptyTitle(formats.month(period))}>
      {role === 'hr' ? text.emptyText : text.emptyReader}
    </Empty>
  );
}

/** Unless a batch waits for a yes. */
function AllWell({ period }: { readonly period: string }) {
  const text = useText(TEXT);
  const batches = useMonthBatches(period).data?.pages[0]?.items;
  if (batches === undefined || batches.some(awaitsYes)) return null;
  return (
    <Notice tone="success">
      <p>{text.allWell}</p>
    </Notice>
  );
}
