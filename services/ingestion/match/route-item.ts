import { decideDelivery } from '../../directory/electronic-delivery';
import type { Candidate } from '../../directory/find-candidates';
import type { EmployerView } from '../../directory/read-employer';
import type { AgentCopy, DocumentType } from '../../vaults/tables';
import { isPages } from '../items/read-file';
import type { DirectoryView } from '../matching/directory-view';
import { matchItem } from '../matching/match-item';
import type { AgreedSignal } from '../matching/match-outcome';
import type { MatchRequest } from '../matching/match-request';
import { parseType } from '../matching/parse-type';
import type { Batch } from '../tables';
import type { ReadItem } from './read-items';

/** An item with its recipient, its period and how it may reach them. */
export interface RoutedItem {
  readonly item: ReadItem;
  readonly recipient: Candidate;
  readonly type: DocumentType;
  readonly period: string;
  readonly agentCopy: AgentCopy;
  /** Why there is no agent copy, where there is none. */
  readonly printReason: string | null;
  readonly manifestOnly: boolean;
  /** Matricule, name or birth date on the page is the recipient's. */
  readonly pageIdentifies: boolean;
}

export interface RefusedItem {
  readonly item: ReadItem;
  readonly state: 'rejected' | 'quarantined';
  readonly code: string;
  readonly reason: string;
}

export interface RoutingContext {
  readonly view: DirectoryView;
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** Employments of the people who had a hand in the batch. */
  readonly own: ReadonlySet<string>;
  readonly employer: EmployerView;
  readonly today: string;
}

const NAME_UNKNOWN = 'no pattern of file names explains the name of this file, or several do';

export function toMatchRequest(
  item: Pick<ReadItem, 'claim' | 'fields'>,
  batch: Batch,
  employer: EmployerView,
  today: string,
): MatchRequest {
  return {
    claim: item.claim,
    type: typeOf(item),
    page: item.fields,
    batch: { employerSiret: employer.siret, source: batch.source, period: batch.period, today },
    settings: {
      manifestOnlyTypes: employer.settings.manifestOnlyTypes,
      monthsWithoutBirthDate: employer.settings.endedNumberMonths,
    },
  };
}

/** Match → objection or notice, in this order: an agent who objected is still found, and named to print. */
export function routeItem(
  item: ReadItem,
  request: MatchRequest,
  { view, candidates, own, employer, today }: RoutingContext,
): RoutedItem | RefusedItem {
  if (item.claim.layout === 'unknown') {
    return { item, state: 'quarantined', code: 'layout-unknown', reason: NAME_UNKNOWN };
  }
  const { entry } = item;
  if (isPages(entry) && entry.flaw !== null) return { item, ...entry.flaw };
  const outcome = matchItem(request, view);
  if (outcome.state !== 'matched') {
    return { item, state: outcome.state, code: outcome.code, reason: outcome.reason };
  }
  if (isPages(entry) && item.reading?.textDigest === null) {
    // Without bytes and text nothing would tell a second copy of it.
    const reason = 'the pages name nobody';
    return { item, state: 'quarantined', code: 'no-second-source', reason };
  }
  const recipient = candidates.get(outcome.employmentId);
  if (recipient === undefined) throw new Error('matched an employment that was not loaded');
  if (own.has(outcome.employmentId)) {
    return { item, state: 'quarantined', code: 'self-deposit', reason: 'the sender is the recipient' };
  }
  return {
    item,
    recipient,
    type: request.type,
    period: outcome.period ?? request.batch.period ?? today.slice(0, 7),
    ...deliveryTo(recipient, employer, today),
    manifestOnly: outcome.manifestOnly,
    pageIdentifies: outcome.signals.some((signal) => IDENTIFYING.has(signal)),
  };
}

/** Whether the agent may have it electronically; where not, why. */
export function deliveryTo(
  recipient: Candidate,
  employer: EmployerView,
  today: string,
): Pick<RoutedItem, 'agentCopy' | 'printReason'> {
  const delivery = decideDelivery(
    {
      regime: employer.regime,
      noticeMonths: employer.settings.noticeMonths,
      employerNotice: employer.noticeDate,
      ownNotice: recipient.noticeDate,
      channel: recipient.channel,
      objectionAt: recipient.objectionAt,
      startDate: recipient.startDate,
    },
    today,
  );
  return delivery.agentCopy === 'released'
    ? { agentCopy: 'released', printReason: null }
    : { agentCopy: 'withheld', printReason: delivery.reason };
}

const IDENTIFYING: ReadonlySet<AgreedSignal> = new Set([
  'page:payroll-number',
  'page:name',
  'page:birth-date',
]);

/** As claimed, in the words that senders use; else as the page's title says; else unspecified. */
function typeOf(item: Pick<ReadItem, 'claim' | 'fields'>): DocumentType {
  const claimed = item.claim.type === undefined ? null : parseType(item.claim.type);
  return claimed ?? item.fields.type ?? 'other';
}
