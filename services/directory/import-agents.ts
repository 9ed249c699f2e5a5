import type { Actor } from '../../infra/ports/unit-of-work';
import type { EntryDraft } from '../journal/append-entries';
import { type AgentRow, type AgentRowError, readAgentRow } from './agent-row';
import { type CsvLimits, readAgentsCsv } from './agents-csv';
import { dayInFrance, type IsoDate } from './calendar';
import { openEmployerRecords } from './employer-records';
import { DirectoryError } from './errors';
import { type ChunkOutcome, importRows } from './import-rows';
import { type EmployerView, readEmployer } from './read-employer';
import type { DirectoryDeps } from './register-employer';
import { groupByNumber, spanKey } from './resolve-overlaps';
import { createRowErrors, type RowErrors } from './row-errors';
import { isSiret } from './siret';

export interface AgentsImport {
  readonly employerId: string;
  readonly content: Buffer;
  /** Checks everything and writes nothing. */
  readonly dryRun?: boolean;
}

export interface ImportReport {
  readonly dryRun: boolean;
  /** Rows of the file, without its head and blank lines. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows of another employer's SIRET: one file may serve several employers. */
  readonly ignored: number;
  /** Lines and codes only, in the order of lines: a report holds no personal data. The first thousand found. */
  readonly errors: readonly AgentRowError[];
  /** All of them. */
  readonly errorCount: number;
}

/** Rows of one transaction. */
const CHUNK_ROWS = 500;
/** Holders of one matricule in one file: more is no directory. */
const MAX_ROWS_OF_A_NUMBER = 100;

/**
 * Imports an employer's agents. Every valid row is taken, every other one named
 * by line and code. A row updates the employment with the same source,
 * matricule and start date, else makes one; rows are never joined by name.
 *
 * A crash leaves whole chunks behind: the same file imported again finishes.
 *
 * @throws {@link DirectoryError} `employer-not-found`, and those of {@link readAgentsCsv},
 *   before anything is written
 */
export async function importAgents(
  deps: DirectoryDeps & { readonly csvLimits: CsvLimits },
  actor: Actor,
  { employerId, content, dryRun = false }: AgentsImport,
): Promise<ImportReport> {
  const employer = await deps.uow.run(actor, (tx) => readEmployer(tx, employerId));
  const file = await readFile(content, deps.csvLimits, {
    siret: employer.siret,
    today: dayInFrance(deps.clock.now()),
  });
  const { errors } = file;
  const total = { created: 0, updated: 0, unchanged: 0 };
  for (const chunk of splitByNumber(file.rows)) {
    const done = await deps.uow.run(actor, async (tx) => {
      const records = await openEmployerRecords(tx, deps, employerId);
      const outcome = await importRows(tx, records, chunk, deps.clock.now(), dryRun);
      if (outcome.created + outcome.updated > 0 && !dryRun) {
        await deps.journal.append(tx, actor, entriesOf(outcome, employer));
      }
      return outcome;
    });
    total.created += done.created;
    total.updated += done.updated;
    total.unchanged += done.unchanged;
    for (const error of done.errors) errors.add(error);
  }
  return { dryRun, rows: file.count, ignored: file.ignored, ...errors.report(), ...total };
}

/** The import in the employer's trace; in an agent's own, that what is known of who they are was changed. */
function entriesOf({ corrected }: ChunkOutcome, { id, siret }: EmployerView): EntryDraft[] {
  const base = { employerId: id, employerSiret: siret, action: 'import-agents', outcome: 'done' } as const;
  return [
    { ...base, subject: { kind: 'employer', id }, owner: id },
    ...corrected.map(
      (vaultId): EntryDraft => ({
        ...base,
        subject: { kind: 'agent', id: vaultId },
        code: 'identity-changed',
      }),
    ),
  ];
}

interface ReadFile {
  readonly count: number;
  readonly ignored: number;
  readonly rows: readonly AgentRow[];
  readonly errors: RowErrors;
}

async function readFile(
  content: Buffer,
  limits: CsvLimits,
  own: { readonly siret: string; readonly today: IsoDate },
): Promise<ReadFile> {
  const rows: AgentRow[] = [];
  const errors = createRowErrors();
  const seen = new Set<string>();
  let count = 0;
  let ignored = 0;
  for await (const { line, fields } of readAgentsCsv(content, limits)) {
    count += 1;
    if (fields === null) {
      errors.add({ line, code: 'row-malformed' });
      continue;
    }
    const siret = fields.employerSiret.replace(/\s/g, '');
    if (siret !== own.siret) {
      if (isSiret(siret)) ignored += 1;
      else errors.add({ line, code: 'siret-invalid' });
      continue;
    }
    const read = readAgentRow(line, fields, own.today);
    if ('errors' in read) {
      for (const code of read.errors) errors.add({ line, code });
      continue;
    }
    const key = spanKey(read.row);
    if (seen.has(key)) errors.add({ line, code: 'duplicate-row' });
    else rows.push(read.row);
    seen.add(key);
  }
  return { count, ignored, rows, errors };
}

/** All rows of one matricule stay in one chunk: one of them may end what another begins. */
function splitByNumber(rows: readonly AgentRow[]): AgentRow[][] {
  const chunks: AgentRow[][] = [];
  let chunk: AgentRow[] = [];
  for (const group of groupByNumber(rows).values()) {
    if (group.length > MAX_ROWS_OF_A_NUMBER) throw new DirectoryError('over-limit');
    if (chunk.length > 0 && chunk.length + group.length > CHUNK_ROWS) {
      chunks.push(chunk);
      chunk = [];
    }
    chunk.push(...group);
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}
