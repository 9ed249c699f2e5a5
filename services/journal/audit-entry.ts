import type { EntityManager } from 'typeorm';
import { commitToEntry, deriveEntrySalt } from './verify/commitment';
import { isRecord } from './verify/proof-file';

/** A leaf, and its entry as far as there is one. */
export interface AuditedEntry {
  readonly index: string;
  readonly entry_id: string;
  /** The leaf's. */
  readonly commitment: Buffer;
  readonly payload: string | null;
  readonly subject_id: string | null;
  readonly subject_kind: string | null;
  readonly employer_id: string | null;
  readonly document_id: string | null;
  readonly action: string | null;
  readonly outcome: string | null;
  readonly actor_role: string | null;
  readonly actor_id: string | null;
  readonly at: Date | null;
}

export function readAuditedLeaves(tx: EntityManager, from: number, to: number): Promise<AuditedEntry[]> {
  return tx.query<AuditedEntry[]>(
    `select l.index, l.entry_id, l.commitment, e.payload, e.subject_id, e.subject_kind, e.employer_id,
       e.document_id, e.action, e.outcome, e.actor_role, e.actor_id, e.at
     from journal_leaf l left join journal_entry e on e.id = l.entry_id
     where l.index >= $1 and l.index < $2 order by l.index`,
    [from, to],
  );
}

/** Whether the entry is still what its leaf commits to, the columns that decide who sees it included. */
export function findEntryFault(
  leaf: AuditedEntry,
  saltKeys: ReadonlyMap<string, Buffer>,
): 'entry-missing' | 'entry-altered' | null {
  if (leaf.payload === null || leaf.subject_id === null) return 'entry-missing';
  const saltKey = saltKeys.get(leaf.subject_id);
  if (saltKey === undefined) return 'entry-missing';
  const commitment = commitToEntry(deriveEntrySalt(saltKey, leaf.entry_id), leaf.payload);
  return commitment.equals(leaf.commitment) && columnsAgree(leaf, leaf.payload) ? null : 'entry-altered';
}

function columnsAgree(leaf: AuditedEntry, text: string): boolean {
  const payload: unknown = JSON.parse(text);
  if (!isRecord(payload)) return false;
  const { subject, actor, employer, document } = payload;
  const stated = [
    [payload.entry, leaf.entry_id],
    [payload.action, leaf.action],
    [payload.outcome, leaf.outcome],
    [payload.at, leaf.at?.toISOString()],
    [idOf(subject), leaf.subject_id],
    [isRecord(subject) ? subject.kind : null, leaf.subject_kind],
    [idOf(actor), leaf.actor_id],
    [isRecord(actor) ? actor.role : null, leaf.actor_role],
    [idOf(employer), leaf.employer_id],
    [idOf(document), leaf.document_id],
  ];
  return stated.every(([inPayload, inColumn]) => inPayload === inColumn);
}

function idOf(value: unknown): unknown {
  return isRecord(value) ? (value.id ?? null) : null;
}
