import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { ItemDetail, QuarantinedItem } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { LinkButton } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Loaded } from '../../../ui/failure';
import { Notice } from '../../../ui/notice';
import { Page } from '../../../ui/page';
import { Skeleton } from '../../../ui/skeleton';
import { useToast } from '../../../ui/toast';
import { ItemName } from '../item-name';
import { TEXT } from '../text';
import { addressOfItem, nextAfter, useForgetWaiting, useWaiting } from '../use-waiting';
import { Comparison } from './comparison';
import { ConfirmDialog } from './confirm-dialog';
import { CandidateList, DECISION_FIELD, type Decision, DecisionForm, Limits } from './decision-form';
import styles from './desk.module.css';
import { PageImages } from './page-images';
import { Settled } from './settled';
import { type ItemPath, isWaiting, useItem, useReadAhead } from './use-item';
import { type Subject, useSubject } from './use-subject';
import { Why } from './why';

/** One document that waits: its page, what is said of it, and the decision. Each is a page of its own. */
export function DeskPage() {
  const { batchId = '', itemId = '' } = useParams();
  const { employerId } = useEmployer();
  return <Desk key={itemId} path={{ employerId, batchId, itemId }} />;
}

function Desk({ path }: { readonly path: ItemPath }) {
  const text = useText(TEXT).desk;
  const { role } = useEmployer();
  const item = useItem(path);
  const { items, next, hasMore } = useOthers(path);
  const waits = item.data !== undefined && isWaiting(item.data);
  return (
    <Page
      title={text.title}
      back={{ to: `/rh/${path.employerId}/a-verifier`, label: text.back }}
      lead={
        item.data !== undefined && (
          <>
            {waits && role === 'hr' && <ToDecision />}
            <Lead detail={item.data} path={path} items={items} hasMore={hasMore} />
          </>
        )
      }
      actions={
        waits &&
        next !== null && (
          <LinkButton to={addressOfItem(path.employerId, next)}>
            {role === 'hr' ? text.later : text.next}
          </LinkButton>
        )
      }
    >
      <Loaded query={item} skeleton={<Skeleton lines={12} />}>
        {(detail) => <Detail path={path} detail={detail} next={next} items={items} />}
      </Loaded>
    </Page>
  );
}

interface LeadProps {
  readonly path: ItemPath;
  readonly detail: ItemDetail;
  readonly items: readonly QuarantinedItem[];
  readonly hasMore: boolean;
}

function Lead({ path, detail, items, hasMore }: LeadProps) {
  const text = useText(TEXT).desk;
  const formats = useFormats();
  const listed = items.find(({ item }) => item === path.itemId);
  const count = hasMore ? text.leftMore : text.leftCount;
  return (
    <span className={styles.lead}>
      <span className={styles.file}>
        <ItemName item={detail.item} />
      </span>
      {listed !== undefined && <span>{text.received(formats.shortDate(listed.receivedAt))}</span>}
      {items.length > 0 && <span>{text.left(count(items.length))}</span>}
      <Link to={`/rh/${path.employerId}/lots/${path.batchId}`}>{text.batch}</Link>
    </span>
  );
}

/** First to be reached with the keyboard, and seen only then: the page and what is said of it lie between. */
function ToDecision() {
  const text = useText(TEXT).desk;
  return (
    <a
      className={styles.toDecision}
      href={`#${DECISION_FIELD}`}
      onClick={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>(`input[name="${DECISION_FIELD}"]:enabled`)?.focus();
      }}
    >
      {text.toDecision}
    </a>
  );
}

/** What else waits: where to go after this one. */
function useOthers({ employerId, itemId }: ItemPath) {
  const waiting = useWaiting(employerId);
  const readAhead = useReadAhead();
  const items = waiting.data?.pages.flatMap((page) => page.items) ?? [];
  const next = nextAfter(items, itemId);
  const nextId = next?.item;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that comes next
  useEffect(() => {
    if (next !== null) readAhead(employerId, next);
  }, [nextId]);
  return { items, next, hasMore: waiting.hasNextPage };
}

interface DetailProps {
  readonly path: ItemPath;
  readonly detail: ItemDetail;
  readonly next: QuarantinedItem | null;
  readonly items: readonly QuarantinedItem[];
}

function Detail({ path, detail, next, items }: DetailProps) {
  const text = useText(TEXT);
  const { role } = useEmployer();
  const [overtaken, setOvertaken] = useState(false);
  const [chosen, setChosen] = useState<Subject | null>(null);
  const subject = useSubject(path, detail, chosen);
  const item = useItem(path);
  const forget = useForgetWaiting(path.employerId);
  if (!isWaiting(detail)) return <Settled detail={detail} next={next} overtaken={overtaken} />;
  return (
    <>
      <Why detail={detail} />
      {role !== 'hr' && (
        <Notice tone="info" title={text.choice.readOnlyTitle}>
          <p>{text.choice.readOnly}</p>
        </Notice>
      )}
      <Limits detail={detail} />
      <div className={styles.columns}>
        <div className={styles.document}>
          <Card title={text.page.title}>
            <PageImages path={path} detail={detail} />
          </Card>
        </div>
        <div className={styles.panel}>
          <Card title={text.compare.title}>
            <Comparison detail={detail} chosen={subject} />
          </Card>
          {role === 'hr' ? (
            <Card title={text.choice.title}>
              <Decide
                path={path}
                detail={detail}
                subject={subject}
                onChoose={setChosen}
                next={next}
                left={items.filter((other) => other.item !== path.itemId).length}
                onOvertaken={() => {
                  setOvertaken(true);
                  forget(path.itemId);
                  void item.refetch();
                }}
              />
            </Card>
          ) : (
            <Card title={text.choice.titleReader}>
              <CandidateList candidates={detail.candidates} />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

interface DecideProps {
  readonly path: ItemPath;
  readonly detail: ItemDetail;
  /** The agent chosen so far. */
  readonly subject: Subject | null;
  onChoose(agent: Subject | null): void;
  readonly next: QuarantinedItem | null;
  /** How many others wait. */
  readonly left: number;
  onOvertaken(): void;
}

/** The form, its confirmation, and on to the next. */
function Decide({ path, detail, subject, onChoose, next, left, onOvertaken }: DecideProps) {
  const text = useText(TEXT).done;
  const toast = useToast();
  const navigate = useNavigate();
  const forget = useForgetWaiting(path.employerId);
  const [decision, setDecision] = useState<Decision | null>(null);
  const finish = ({ action }: Decision) => {
    const remaining = left === 0 ? text.leftNone : text.left(left);
    toast(action === 'deposit' ? text.deposited(remaining) : text.rejected(remaining));
    forget(path.itemId);
    // Going back leads to the list, not to what is decided.
    navigate(next === null ? `/rh/${path.employerId}/a-verifier` : addressOfItem(path.employerId, next), {
      replace: true,
    });
  };
  return (
    <>
      <DecisionForm detail={detail} onChoose={onChoose} onDecide={setDecision} />
      {decision !== null && (
        <ConfirmDialog
          path={path}
          detail={detail}
          decision={
            // What speaks against somebody found by a search may have become known since.
            decision.action === 'deposit' && subject !== null ? { ...decision, agent: subject } : decision
          }
          onBack={() => setDecision(null)}
          onDone={() => finish(decision)}
          onOvertaken={() => {
            setDecision(null);
            onOvertaken();
          }}
        />
      )}
    </>
  );
}
