import type { Actor } from '../../infra/ports/unit-of-work';
import type { EntryOutcome, JournalAction, SubjectKind } from './actions';

/** Hashes in lower-case hex, instants in ISO 8601 UTC: as they stand in the payload. */
export interface DepositedDocument {
  readonly id: string;
  readonly type: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly inputSha256: string;
  readonly sealedSha256: string;
  /** Version of the stored object that the vault's row pins. */
  readonly objectVersion: string;
  readonly sealLevel: string;
  /** Document that this one replaces. */
  readonly predecessor?: string;
  /** The document's own date, `YYYY-MM-DD`; its period where it states none. */
  readonly documentDate: string;
  readonly depositDate: string;
}

/** A document named by an entry that is no deposit: at least its id. */
export type DocumentReference = Pick<DepositedDocument, 'id'> & Partial<DepositedDocument>;

interface DraftBase {
  /** Vault id, or operator id. */
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly employerId?: string;
  readonly employerSiret?: string;
  /** Batch that it is about or came with. */
  readonly batch?: string;
  /** Item of that batch. */
  readonly item?: string;
  /** Who owns the vault at that time: account or employment id. */
  readonly owner?: string;
  /** Why it was refused, or what exactly was maintained: a code, never personal data. */
  readonly code?: string;
}

/** What a caller says of an operation; id, time, log and actor are added by the journal. */
export type EntryDraft = DraftBase &
  (
    | { readonly action: 'deposit'; readonly outcome: 'done'; readonly document: DepositedDocument }
    | {
        readonly action: 'deposit';
        readonly outcome: Exclude<EntryOutcome, 'done'>;
        readonly document?: DocumentReference;
      }
    | {
        readonly action: Exclude<JournalAction, 'deposit'>;
        readonly outcome: EntryOutcome;
        readonly document?: DocumentReference;
      }
  );

/** The meaning of an entry, format version 1. */
export interface EntryPayload {
  readonly version: 1;
  readonly log: string;
  readonly entry: string;
  readonly at: string;
  readonly actor: { readonly role: string; readonly id: string | null };
  readonly action: JournalAction;
  readonly outcome: EntryOutcome;
  readonly code?: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string; readonly owner?: string };
  readonly employer?: { readonly id?: string; readonly siret?: string };
  readonly batch?: string;
  readonly item?: string;
  readonly document?: DocumentReference;
}

export function describeEntry(
  draft: EntryDraft,
  context: { readonly origin: string; readonly id: string; readonly at: Date; readonly actor: Actor },
): EntryPayload {
  return {
    version: 1,
    log: context.origin,
    entry: context.id,
    at: context.at.toISOString(),
    actor: { role: context.actor.role, id: context.actor.id },
    action: draft.action,
    outcome: draft.outcome,
    code: draft.code,
    subject: { kind: draft.subject.kind, id: draft.subject.id, owner: draft.owner },
    employer:
      draft.employerId === undefined && draft.employerSiret === undefined
        ? undefined
        : { id: draft.employerId, siret: draft.employerSiret },
    batch: draft.batch,
    item: draft.item,
    document: draft.document === undefined ? undefined : pickReference(draft.document),
  };
}

/** Field by field: an object that happens to carry more (a title, a name) must not reach a payload. */
function pickReference(document: DocumentReference): DocumentReference {
  return {
    id: document.id,
    type: document.type,
    period: document.period,
    inputSha256: document.inputSha256,
    sealedSha256: document.sealedSha256,
    objectVersion: document.objectVersion,
    sealLevel: document.sealLevel,
    predecessor: document.predecessor,
    documentDate: document.documentDate,
    depositDate: document.depositDate,
  };
}
