import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from '../../directory/employer-records';
import type { EmployerView } from '../../directory/read-employer';
import {
  oneAtATime,
  previewReservations,
  type Reservation,
  type ReservationRequest,
  type TakenKey,
} from '../../vaults/reserve-documents';
import type { UnreadableItem } from '../match/read-items';
import { toRequest } from '../match/record-outcomes';
import type { RefusedItem, RoutedItem } from '../match/route-item';
import type { ProposalState } from '../tables';

interface Proposal {
  readonly id: string;
  readonly state: ProposalState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly employmentId: string | null;
  readonly type: string | null;
  readonly period: string | null;
  readonly pages: number | null;
  /** Content that this item would take; NULL where it would not be deposited. */
  readonly bytes: Buffer | null;
  readonly text: Buffer | null;
  /** Document that it would replace. */
  readonly corrects: string | null;
  readonly sirets: readonly string[];
}

interface Trial {
  readonly batch: { readonly id: string };
  readonly employer: EmployerView;
  readonly records: EmployerRecords;
}

/**
 * Writes what would become of each item beside it, and takes nothing: the items
 * stay `pending`, and the content keys stay free for whoever sends in earnest. In
 * the caller's transaction.
 */
export async function proposeOutcomes(
  tx: EntityManager,
  { batch, employer, records }: Trial,
  outcomes: readonly (RoutedItem | RefusedItem)[],
  unreadable: readonly UnreadableItem[],
): Promise<void> {
  const routed = outcomes.filter((outcome): outcome is RoutedItem => 'recipient' in outcome);
  const refused = outcomes.filter((outcome): outcome is RefusedItem => 'code' in outcome);
  const requests = routed.map((outcome) => toRequest(records, outcome));
  // Two chunks of one trial must see each other's content, as they would if they reserved it.
  await oneAtATime(tx, employer.id);
  const earlier = await readProposed(tx, batch.id, requests);
  const previews = await previewReservations(tx, employer.id, requests, earlier);
  await writeProposals(tx, [
    ...unreadable.map(({ id, state, code }) => blank({ id, state, code })),
    ...refused.map(({ item, state, code, reason }) =>
      blank({ id: item.id, state, code, reason, pages: item.pages, sirets: foreign(item, employer) }),
    ),
    ...routed.map((outcome, at) =>
      toProposal(outcome, requests[at], previews.get(outcome.item.id), foreign(outcome.item, employer)),
    ),
  ]);
}

function foreign(item: RoutedItem['item'], employer: EmployerView): readonly string[] {
  return item.fields.sirets.filter((siret) => siret !== employer.siret);
}

function toProposal(
  { item, recipient, type, period, agentCopy, printReason }: RoutedItem,
  request: ReservationRequest | undefined,
  preview: Reservation | undefined,
  sirets: readonly string[],
): Proposal {
  if (request === undefined || preview === undefined) throw new Error('item without an answer to its trial');
  const base = { id: item.id, pages: item.pages, type, period, sirets };
  switch (preview.state) {
    case 'reserved':
      return blank({
        ...base,
        state: agentCopy === 'released' ? 'deposited' : 'to-print',
        reason: printReason,
        employmentId: recipient.employmentId,
        bytes: request.inputSha256,
        text: request.textDigest,
        corrects: preview.corrects,
      });
    case 'duplicate':
      return blank({
        ...base,
        state: 'duplicate',
        code: preview.code,
        employmentId: recipient.employmentId,
      });
    case 'other-agents-text':
      return blank({ ...base, state: 'quarantined', code: 'other-agents-text' });
    case 'correction-refused':
      return blank({ ...base, state: 'quarantined', code: preview.code });
  }
}

function blank(proposal: Partial<Proposal> & Pick<Proposal, 'id' | 'state'>): Proposal {
  return {
    code: null,
    reason: null,
    employmentId: null,
    type: null,
    period: null,
    pages: null,
    bytes: null,
    text: null,
    corrects: null,
    sirets: [],
    ...proposal,
  };
}

/** What other items of this batch would take of the same content. */
async function readProposed(
  tx: EntityManager,
  batchId: string,
  requests: readonly ReservationRequest[],
): Promise<TakenKey[]> {
  return tx.query(
    `select 'bytes' as kind, proposal_bytes as digest, proposal_employment_id as "employmentId", type, period,
       id as "documentId" from item where batch_id = $1 and proposal_bytes = any ($2::bytea[])
     union all
     select 'text', proposal_text, proposal_employment_id, type, period, id
     from item where batch_id = $1 and proposal_text = any ($3::bytea[])`,
    [
      batchId,
      requests.flatMap((request) => request.inputSha256 ?? []),
      requests.flatMap((request) => request.textDigest ?? []),
    ],
  );
}

async function writeProposals(tx: EntityManager, proposals: readonly Proposal[]): Promise<void> {
  await tx.query(
    `update item i set proposal_state = p.state, proposal_code = p.code, reason = p.reason,
       proposal_employment_id = p.employment_id, type = p.type, period = p.period, pages = p.pages,
       proposal_bytes = p.bytes, proposal_text = p.text, proposal_corrects = p.corrects,
       proposal_sirets = array(select jsonb_array_elements_text(p.sirets))
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::integer[],
       $9::bytea[], $10::bytea[], $11::jsonb[], $12::uuid[])
       as p (id, state, code, reason, employment_id, type, period, pages, bytes, text, sirets, corrects)
     where i.id = p.id`,
    [
      proposals.map((proposal) => proposal.id),
      proposals.map((proposal) => proposal.state),
      proposals.map((proposal) => proposal.code),
      proposals.map((proposal) => proposal.reason),
      proposals.map((proposal) => proposal.employmentId),
      proposals.map((proposal) => proposal.type),
      proposals.map((proposal) => proposal.period),
      proposals.map((proposal) => proposal.pages),
      proposals.map((proposal) => proposal.bytes),
      proposals.map((proposal) => proposal.text),
      proposals.map((proposal) => JSON.stringify(proposal.sirets)),
      proposals.map((proposal) => proposal.corrects),
    ],
  );
}
