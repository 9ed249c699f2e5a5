import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../../infra/ports/clock';
import type { KeyRing } from '../../infra/ports/key-ring';
import type { Actor } from '../../infra/ports/unit-of-work';
import { describeEntry, type EntryDraft } from './entry';
import { obtainSaltKeys } from './subject-keys';
import { commitToEntry, deriveEntrySalt, toCanonicalJson } from './verify/commitment';

export type { EntryDraft } from './entry';

export interface Journal {
  /**
   * Writes the entries in the caller's transaction, so that an effect and its
   * trace commit together or not at all. Needs no lock that another appender
   * needs. Entries get their place in the log later (`advanceLog`).
   *
   * @returns entry ids (UUIDv7), in the order of the drafts
   */
  append(tx: EntityManager, actor: Actor, drafts: readonly EntryDraft[]): Promise<string[]>;
}

/** @param deps.origin names the log in every entry and checkpoint (C2SP tlog-checkpoint): a schema-less URL */
export function createJournal(deps: {
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly origin: string;
}): Journal {
  return {
    async append(tx, actor, drafts) {
      if (drafts.length === 0) return [];
      const saltKeys = await obtainSaltKeys(
        tx,
        deps.keys,
        drafts.map((draft) => draft.subject),
      );
      const at = deps.clock.now();
      const entries = drafts.map((draft) => {
        const id = uuidv7();
        const payload = toCanonicalJson(describeEntry(draft, { origin: deps.origin, id, at, actor }));
        const saltKey = saltKeys.get(draft.subject.id);
        // Only a vault whose key row is hidden from this transaction could get here.
        if (saltKey === undefined) throw new Error('journal subject without salt key');
        return { id, draft, payload, commitment: commitToEntry(deriveEntrySalt(saltKey, id), payload) };
      });
      const ids = entries.map((entry) => entry.id);
      await tx.query(INSERT_ENTRIES, [
        actor.role,
        actor.id,
        at,
        ids,
        drafts.map((draft) => draft.subject.id),
        drafts.map((draft) => draft.subject.kind),
        drafts.map((draft) => draft.employerId ?? null),
        drafts.map((draft) => draft.action),
        drafts.map((draft) => draft.outcome),
        drafts.map((draft) => draft.document?.id ?? null),
        entries.map((entry) => entry.payload),
        entries.map((entry) => entry.commitment),
      ]);
      return ids;
    },
  };
}

/** One statement: a single append, at each access, costs one round trip beside its salt key. */
const INSERT_ENTRIES = `with added as (
    insert into journal_entry (actor_role, actor_id, at, id, subject_id, subject_kind, employer_id, action, outcome,
      document_id, payload, commitment)
    select $1, $2::uuid, $3::timestamptz, * from unnest($4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::text[],
      $9::text[], $10::uuid[], $11::text[], $12::bytea[])
  )
  insert into journal_pending (entry_id)
  select id from unnest($4::uuid[]) with ordinality as pending (id, n) order by n`;
