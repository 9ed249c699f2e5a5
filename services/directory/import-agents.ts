import type { Actor } from '../../infra/ports/unit-of-work';
import { type AgentRow, type AgentRowError, readAgentRow } from './agent-row';
import { type CsvLimits, readAgentsCsv } from './agents-csv';
import { dayInFrance, type IsoDate } from './calendar';
import { openEmployerRecords } from './employer-records';
import { DirectoryError } from './errors';
import { importRows } from './import-rows';
import { readEmployer } from './read-employer';
import type { DirectoryDeps } from './register-employer';
import { groupByNumber, spanKey } from './resolve-overlaps';
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
  /** Lines and codes only, in the order of lines: a report holds no personal data. */
  readonly errors: readonly AgentRowError[];
}

export const AGENTS_CSV_LIMITS: CsvLimits = { maxBytes: 64 * 1024 * 1024, maxRows: 500_000 };

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
  deps: DirectoryDeps & { readonly csvLimits?: CsvLimits },
  actor: Actor,
  { employerId, content, dryRun = false }: AgentsImport,
): Promise<ImportReport> {
  const employer = await deps.uow.run(actor, (tx) => readEmployer(tx, employerId));
  const file = await readFile(content, deps.csvLimits ?? AGENTS_CSV_LIMITS, {
    siret: employer.siret,
    today: dayInFrance(deps.clock.now()),
  });
  const errors = [...file.errors];
  const total = { created: 0, updated: 0, unchanged: 0 };
  for (const chunk of splitByNumber(file.rows)) {
    const done = await deps.uow.run(actor, async (tx) => {
      const records = await openEmployerRecords(tx, deps, employerId);
      const outcome = await importRows(tx, records, chunk, deps.clock.now(), dryRun);
      if (outcome.created + outcome.updated > 0 && !dryRun) {
        await deps.journal.append(tx, actor, [
          {
            subject: { kind: 'employer', id: employerId },
            employerId,
            employerSiret: employer.siret,
            owner: employerId,
            action: 'import-agents',
            outcome: 'done',
          },
        ]);
      }
      return outcome;
    });
    total.created += done.created;
    total.updated += done.updated;
    total.unchanged += done.unchanged;
    errors.push(...done.errors);
  }
  errors.sort((a, b) => a.line - b.line);
  return { dryRun, rows: file.count, ignored: file.ignored, errors, ...total };
}

interface ReadFile {
  readonly count: number;
  readonly ignored: number;
  readonly rows: readonly AgentRow[];
  readonly errors: readonly AgentRowError[];
}

async function readFile(
  content: Buffer,
  limits: CsvLimits,
  own: { readonly siret: string; readonly today: IsoDate },
): Promise<ReadFile> {
  const rows: AgentRow[] = [];
  const errors: AgentRowError[] = [];
  const seen = new Set<string>();
  let count = 0;
  let ignored = 0;
  for await (const { line, fields } of readAgentsCsv(content, limits)) {
    count += 1;
    if (fields === null) {
      errors.push({ line, code: 'row-malformed' });
      continue;
    }
    const siret = fields.employerSiret.replace(/\s/g, '');
    if (siret !== own.siret) {
      if (isSiret(siret)) ignored += 1;
      else errors.push({ line, code: 'siret-invalid' });
      continue;
    }
    const read = readAgentRow(line, fields, own.today);
    if ('errors' in read) {
      errors.push(...read.errors.map((code) => ({ line, code })));
      continue;
    }
    const key = spanKey(read.row);
    if (seen.has(key)) errors.push({ line, code: 'duplicate-row' });
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
