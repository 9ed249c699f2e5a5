import type { Actor } from '../../../infra/ports/unit-of-work';
import { dayInFrance } from '../../directory/calendar';
import { openEmployerRecords } from '../../directory/employer-records';
import { readEmployer } from '../../directory/read-employer';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import type { ItemClaim } from '../items/claim';
import { type ItemView, readNamedItems } from '../items/read-items';
import { loadDirectoryView } from '../match/load-directory-view';
import { toMatchRequest } from '../match/route-item';
import { createDirectoryView } from '../matching/directory-view';
import type { DocumentType } from '../matching/parse-type';
import type { SlipFields } from '../page-text/slip-fields';
import { barredEmployments } from './barred-employments';
import { SILENT_PAGE } from './item-reading';
import { type ItemPath, isWaiting, type LoadedItem, loadItem } from './load-item';
import { type Directory, type RankedCandidate, rankCandidates, weighCandidate } from './rank-candidates';
import { namesOtherEmployer, periodOf } from './weigh-choice';

const CLAIMED = ['payrollNumber', 'familyName', 'givenName', 'birthDate', 'type', 'period', 'title'] as const;

/** What is to be known for deciding on an item. Personal data. */
export interface ItemDetail {
  readonly item: ItemView;
  readonly claim: Readonly<Record<(typeof CLAIMED)[number], string | null>>;
  readonly page: PageStatement;
  /** As what it would be deposited. */
  readonly type: DocumentType;
  readonly period: string;
  /** Best first; empty unless it waits for a decision. */
  readonly candidates: readonly RankedCandidate[];
  /** Whom the reader asked about, likely or not. */
  readonly weighed: RankedCandidate | null;
  readonly pageCount: number;
  readonly actions: readonly ('deposit' | 'reject')[];
  /** The likeliest recipient is who asks, or who sent the batch. */
  readonly self: boolean;
  readonly settling: boolean;
  /** The staged file was destroyed: nothing but rejecting is left. */
  readonly contentGone: boolean;
}

/** What the page says; NULL where it says nothing, or several things. */
interface PageStatement {
  readonly payrollNumber: string | null;
  readonly names: readonly string[];
  /** `YYYY-MM-DD`, `??YY-MM-DD` where the century is not printed. */
  readonly birthDate: string | null;
  readonly period: string | null;
  readonly siret: string | null;
}

const NOBODY: Directory = { view: createDirectoryView([]), candidates: new Map() };

/**
 * @param agentId of an employment to compare with it besides those that are likely
 * @throws IngestionError `batch-not-found`, `item-not-found`
 */
export async function readQuarantinedItem(
  deps: Pick<IngestionDeps, 'uow' | 'keys' | 'cipher' | 'clock'>,
  actor: Actor,
  path: ItemPath,
  agentId?: string,
): Promise<ItemDetail> {
  const { employerId, batchId } = path;
  const batch = await deps.uow.run(actor, (tx) => findBatch(tx, employerId, batchId));
  const barred = await barredEmployments(deps, actor, batch.handledBy);
  return deps.uow.run(actor, async (tx) => {
    const records = await openEmployerRecords(tx, deps, employerId);
    const item = await loadItem(tx, records, path);
    const [view] = await readNamedItems(tx, records, [item.id]);
    if (view === undefined) throw new IngestionError('item-not-found');
    const fields = item.reading?.fields ?? SILENT_PAGE;
    const employer = await readEmployer(tx, employerId);
    const today = dayInFrance(deps.clock.now());
    const request = toMatchRequest({ claim: item.claim, fields }, batch, employer, today);
    const asked = agentId === undefined ? [] : [agentId];
    const directory = isWaiting(item)
      ? await loadDirectoryView(tx, records, batch.source, [request], asked)
      : NOBODY;
    const candidates = rankCandidates(request, directory, barred);
    const contentGone = batch.wrappedStagingKey === null;
    return {
      item: view,
      claim: viewClaim(item.claim),
      page: viewPage(fields),
      type: request.type,
      period: periodOf(request),
      candidates,
      weighed: agentId === undefined ? null : weighCandidate(request, directory, barred, agentId),
      pageCount: item.pages ?? 0,
      actions: actionsOn(item, contentGone || namesOtherEmployer(request)),
      self: candidates[0]?.self ?? item.code === 'self-deposit',
      settling: item.settling,
      contentGone,
    };
  });
}

function actionsOn(item: LoadedItem, onlyReject: boolean): ItemDetail['actions'] {
  if (!isWaiting(item)) return [];
  return onlyReject ? ['reject'] : ['deposit', 'reject'];
}

function viewClaim(claim: ItemClaim): ItemDetail['claim'] {
  const said = CLAIMED.map((name) => [name, claim[name]?.trim() || null]);
  return Object.fromEntries(said);
}

function viewPage({ payrollNumbers, names, birthDates, periods, sirets }: SlipFields): PageStatement {
  return {
    payrollNumber: only(payrollNumbers),
    // A text without a label that merely looks like a name is for matching, not for reading.
    names: [...new Set(names.filter(({ kind }) => kind !== 'bare').map(({ text }) => text))],
    birthDate: only(birthDates),
    period: only(periods),
    siret: only(sirets),
  };
}

function only(values: readonly string[]): string | null {
  return values.length === 1 ? (values[0] ?? null) : null;
}
