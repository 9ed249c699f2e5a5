import type { Actor } from '../../../infra/ports/unit-of-work';
import { dayInFrance } from '../../directory/calendar';
import { isNirShaped } from '../../directory/payroll-number';
import type { IngestionDeps } from '../deps';
import type { DocumentType } from '../matching/parse-type';
import { NIR_MASK } from '../nir';
import type { FileNameReading } from './file-name-reading';
import { type FileNameLayout, limitFileNameLayouts } from './layouts';
import { createFileNameReader, type FileNameReader, isNirTheMatricule, maskFileName } from './read-file-name';
import { readLayouts } from './set-layouts';

/** What a name claims, as the report of a batch would show it. */
export interface ClaimedByName {
  readonly payrollNumber: string;
  readonly period: string | null;
  readonly type: DocumentType | null;
}

export interface TriedName {
  /** Every NIR masked. */
  readonly fileName: string;
  /** What the file claims in a batch; NULL with a code. */
  readonly reads: ClaimedByName | null;
  readonly code: 'layout-unknown' | 'nir-as-payroll-number' | null;
  readonly patterns: readonly {
    /** NULL: names in common use. */
    readonly pattern: string | null;
    /** None: it does not explain the name. Two: it reads it in two ways. */
    readonly reads: readonly ClaimedByName[];
  }[];
}

/**
 * What names of files would claim, by patterns that are still being written or by
 * those that are set. Nothing of it is kept.
 *
 * @param request.period of the batch; the current month unless said
 * @throws DirectoryError `employer-not-found`; IngestionError `over-limit`
 */
export async function tryLayouts(
  deps: Pick<IngestionDeps, 'uow' | 'clock' | 'limits'>,
  actor: Actor,
  employerId: string,
  request: {
    readonly names: readonly string[];
    readonly fileNames?: readonly FileNameLayout[] | undefined;
    readonly period?: string | undefined;
  },
): Promise<TriedName[]> {
  limitFileNameLayouts(request.fileNames ?? [], deps.limits);
  const set = await readLayouts(deps, actor, employerId);
  const period = request.period ?? dayInFrance(deps.clock.now()).slice(0, 7);
  const reader = createFileNameReader(request.fileNames ?? set.fileNames, period);
  return request.names.map((path) => tryName(reader, path.slice(path.lastIndexOf('/') + 1)));
}

function tryName(reader: FileNameReader, name: string): TriedName {
  const reading = reader.read(name);
  const isNir = reading === null ? isNirTheMatricule(reader, name) : isNirShaped(reading.payrollNumber);
  return {
    fileName: maskFileName(name, reading),
    reads: reading === null || isNir ? null : show(reading),
    code: isNir ? 'nir-as-payroll-number' : reading === null ? 'layout-unknown' : null,
    patterns: reader.explain(name).map(({ pattern, readings }) => ({ pattern, reads: readings.map(show) })),
  };
}

function show({ payrollNumber, period, type }: FileNameReading): ClaimedByName {
  return {
    payrollNumber: isNirShaped(payrollNumber) ? NIR_MASK : payrollNumber,
    period: period ?? null,
    type: type ?? null,
  };
}
