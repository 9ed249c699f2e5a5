import type { EntityManager } from 'typeorm';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import { isUuid } from '../../infra/ports/uuid';
import type { EntryOutcome } from '../journal/actions';
import type { Journal } from '../journal/append-entries';
import { type ListedEntry, listEntries } from '../journal/list-entries';
import { VaultError } from './errors';
import { ownedVaults } from './subjects';

/** One line of the trace: by body and role, never by person. */
export interface TraceEntry {
  readonly id: string;
  readonly at: string;
  readonly role: string;
  /** The body on whose behalf it was done, where it was one. */
  readonly employerName: string | null;
  readonly action: string;
  readonly outcome: EntryOutcome;
  readonly code: string | null;
  readonly documentId: string | null;
}

export interface TracePage {
  readonly items: readonly TraceEntry[];
  readonly nextCursor: string | null;
}

/**
 * Who did what on the vaults that an account owns, newest first: every access,
 * the employer's and failed ones included (CPCE L103, R55-4). Reading it is
 * itself an operation on each vault, and is journaled.
 *
 * @throws VaultError `cursor-invalid`
 */
export async function readOwnTrace(
  deps: { readonly uow: UnitOfWork; readonly journal: Journal },
  actor: Actor,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<TracePage> {
  if (cursor !== undefined && !isUuid(cursor)) throw new VaultError('cursor-invalid');
  return deps.uow.run(actor, async (tx) => {
    const vaults = await ownedVaults(tx);
    const page = { limit: limit + 1, ...(cursor === undefined ? {} : { before: cursor }) };
    const entries = await listEntries(
      tx,
      vaults.map((vault) => vault.id),
      page,
    );
    await deps.journal.append(
      tx,
      actor,
      vaults.map((subject) => ({ subject, action: 'read-journal', outcome: 'done' })),
    );
    const names = await employerNames(tx, entries);
    const items = entries.slice(0, limit).map((entry) => viewEntry(entry, names));
    return { items, nextCursor: entries.length > limit ? (items.at(-1)?.id ?? null) : null };
  });
}

async function employerNames(
  tx: EntityManager,
  entries: readonly ListedEntry[],
): Promise<Map<string, string>> {
  const ids = entries.flatMap((entry) => entry.payload.employer?.id ?? []);
  const rows: { id: string; name: string }[] = await tx.query(
    'select id, name from employer where id = any ($1::uuid[])',
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

function viewEntry({ id, payload }: ListedEntry, names: ReadonlyMap<string, string>): TraceEntry {
  return {
    id,
    at: payload.at,
    role: payload.actor.role,
    employerName: names.get(payload.employer?.id ?? '') ?? null,
    action: payload.action,
    outcome: payload.outcome,
    code: payload.code ?? null,
    documentId: payload.document?.id ?? null,
  };
}
