import type { ApiClient } from '../../api/client';
import type { Batch } from '../../api/schema';
import { wallTimeOf } from '../hr-batches/paris-time';
import type { SentFormat } from './check-file';

export interface Sending {
  readonly employerId: string;
  readonly period: string;
  readonly kind: Batch['kind'];
  readonly format: SentFormat;
}

/** "Portail 2026-10, 24/11/2026 05:12, 7F3A": a person can read it out, and no two are the same. */
export function newReference(period: string, at: Date): string {
  const { day, time } = wallTimeOf(at);
  const [year, month, date] = day.split('-');
  const bytes = crypto.getRandomValues(new Uint8Array(3));
  const suffix = [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  return `Portail ${period}, ${date}/${month}/${year} ${time}, ${suffix}`;
}

/** Always a dry run: nothing is deposited before a person has read what was found. */
export function openBatch(api: ApiClient, sending: Sending, reference: string): Promise<Batch> {
  const { employerId, period, kind, format } = sending;
  return api.call('POST /v1/employers/{employerId}/batches', {
    params: { employerId },
    body: { reference, period, kind, format, dryRun: true },
  });
}
