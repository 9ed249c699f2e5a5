import type { Refusal } from '../../identity/record-refusal';
import type { ProblemCode } from './problem-table';

/** What was refused, by the names that every path gives to employers and documents. */
export function refusalOf(
  code: ProblemCode,
  { employerId, documentId }: Readonly<Record<string, unknown>>,
): Refusal {
  return {
    code,
    ...(typeof employerId === 'string' ? { employerId } : {}),
    ...(typeof documentId === 'string' ? { documentId } : {}),
  };
}
