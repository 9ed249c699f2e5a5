import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { dayInFrance } from '../../directory/calendar';
import { type EmployerRecords, openEmployerRecords } from '../../directory/employer-records';
import { DirectoryError } from '../../directory/errors';
import { readEmployer } from '../../directory/read-employer';
import type { EntryDraft } from '../../journal/append-entries';
import { type CorrectionTarget, chooseCorrected, findCorrectable } from '../../vaults/corrections';
import { employerSubject } from '../../vaults/subjects';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { correctionReference } from '../items/external-key';
import { type ItemView, readNamedItems } from '../items/read-items';
import { loadDirectoryView } from '../match/load-directory-view';
import { toMatchRequest } from '../match/route-item';
import type { Batch } from '../tables';
import { barredEmployments } from './barred-employments';
import { findSameContent } from './find-same-content';
import { SILENT_PAGE } from './item-reading';
import { type ItemPath, type LoadedItem, lockWaitingItem } from './load-item';
import { type Contradiction, contradictionsOf, namesOtherEmployer, periodOf } from './weigh-choice';

export interface Choice {
  /** Employment. */
  readonly agentId: string;
  /** That the person saw what contradicts the choice, and insists. */
  readonly acknowledge: boolean;
}

/** Somebody waits for it: before everything that machines sent. */
const LANE = 0;

/**
 * Takes a person's choice of the agent of a quarantined item. From the commit on
 * the deposit is as durable as that of a batch: a chunk of one item stands in
 * PostgreSQL. The item stays quarantined until its document is deposited, so that
 * its batch adds up at every moment.
 *
 * @throws IngestionError `batch-not-found`, `item-not-found`, `item-not-quarantined`, `staging-gone`,
 *   `self-deposit`, `choice-disagrees`, `other-employer-only-reject`, `same-document-exists`;
 *   DirectoryError `employment-not-found`
 */
export async function resolveItem(
  deps: IngestionDeps,
  actor: Actor,
  path: ItemPath,
  choice: Choice,
): Promise<ItemView> {
  const { employerId, batchId } = path;
  const { handledBy } = await deps.uow.run(actor, (tx) => findBatch(tx, employerId, batchId));
  const barred = await barredEmployments(deps, actor, handledBy);
  const taken = await deps.uow.run(actor, (tx) => takeChoice(tx, deps, actor, path, choice, barred));
  if ('refusal' in taken) {
    // What was refused leaves a trace, and nothing else.
    await deps.uow.run(actor, (tx) => deps.journal.append(tx, actor, [taken.trace]));
    throw new IngestionError(taken.refusal);
  }
  // After the commit: a ring that is lost here is rung again by the sweeper.
  await deps.doorbell.ring('dispatch', [{}]).catch((error: unknown) => {
    deps.logger.warn({ error, batchId }, 'doorbell not heard');
  });
  return taken.view;
}

type Taken =
  | { readonly view: ItemView }
  | { readonly refusal: 'self-deposit' | 'choice-disagrees'; readonly trace: EntryDraft };

async function takeChoice(
  tx: EntityManager,
  deps: IngestionDeps,
  actor: Actor,
  path: ItemPath,
  { agentId, acknowledge }: Choice,
  barred: ReadonlySet<string>,
): Promise<Taken> {
  const { employerId, batchId, itemId } = path;
  const batch = await findBatch(tx, employerId, batchId, { lock: true });
  const records = await openEmployerRecords(tx, deps, employerId);
  const item = await lockWaitingItem(tx, records, batch, itemId);
  if (batch.wrappedStagingKey === null) throw new IngestionError('staging-gone');
  const request = toMatchRequest(
    { claim: item.claim, fields: item.reading?.fields ?? SILENT_PAGE },
    batch,
    await readEmployer(tx, employerId),
    dayInFrance(deps.clock.now()),
  );
  const { view, candidates } = await loadDirectoryView(tx, records, batch.source, [request], [agentId]);
  const chosen = candidates.get(agentId);
  if (chosen === undefined) throw new DirectoryError('employment-not-found');
  const entry = {
    subject: employerSubject(employerId),
    employerId,
    owner: employerId,
    batch: batchId,
    item: itemId,
  };
  const refused = (code: 'self-deposit' | 'choice-disagrees', documentId: string | null): Taken => ({
    refusal: code,
    trace: {
      ...entry,
      action: 'resolve-item',
      outcome: 'refused',
      code: documentId === null ? code : 'other-agents-text',
      ...(documentId === null ? {} : { document: { id: documentId } }),
    },
  });
  if (barred.has(agentId)) return refused('self-deposit', null);
  if (item.code === 'other-employer' || namesOtherEmployer(request)) {
    throw new IngestionError('other-employer-only-reject');
  }
  const target = { employmentId: agentId, type: request.type, period: periodOf(request) };
  const same = await findSameContent(tx, employerId, item.reading, target);
  if (same.chosenHasIt) throw new IngestionError('same-document-exists');
  const contradictions: Contradiction[] = [
    ...contradictionsOf(request, chosen, view),
    ...(same.otherDocument === null ? [] : (['other-agents-text'] as const)),
    ...((await replacesWrongly(tx, records, item, target)) ? (['claim:corrects'] as const) : []),
  ];
  if (contradictions.length > 0 && !acknowledge) return refused('choice-disagrees', same.otherDocument);

  await insertSettlement(tx, deps, actor, batch, item, { agentId, acknowledge });
  await deps.journal.append(tx, actor, [
    { ...entry, action: 'resolve-item', outcome: 'done', code: 'deposit' },
    ...contradictions.map(
      (code): EntryDraft => ({ ...entry, action: 'acknowledge-contradiction', outcome: 'done', code }),
    ),
  ]);
  const [chosenView] = await readNamedItems(tx, records, [itemId]);
  if (chosenView === undefined) throw new IngestionError('item-not-found');
  return { view: chosenView };
}

/** A first look, as at the same content: the reservation that follows looks again. */
async function replacesWrongly(
  tx: EntityManager,
  records: EmployerRecords,
  { claim }: LoadedItem,
  target: CorrectionTarget,
): Promise<boolean> {
  const reference = correctionReference(records, claim.corrects);
  if (reference === null) return false;
  const named = await findCorrectable(tx, records.employerId, [reference]);
  return 'fault' in chooseCorrected(target, named);
}

async function insertSettlement(
  tx: EntityManager,
  deps: IngestionDeps,
  actor: Actor,
  batch: Batch,
  item: LoadedItem,
  { agentId, acknowledge }: Choice,
): Promise<void> {
  const chunkId = uuidv7();
  await tx.query(
    `insert into chunk (id, batch_id, employer_id, lane, stage, state, first_position, last_position)
     values ($1, $2, $3, $4, 'settle', 'ready', $5, $5)`,
    [chunkId, batch.id, batch.employerId, LANE, item.position],
  );
  await tx.query(
    `insert into item_settlement (item_id, batch_id, employer_id, employment_id, acknowledged, chosen_by,
       chosen_by_role, chosen_at, chunk_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      item.id,
      batch.id,
      batch.employerId,
      agentId,
      acknowledge,
      actor.id,
      actor.role,
      deps.clock.now(),
      chunkId,
    ],
  );
}
