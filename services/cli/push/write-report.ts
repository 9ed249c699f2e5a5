import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { Api } from './api';
import { faultOf } from './http';
import { failure } from './push-error';

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;
export type ReportFormat = keyof typeof TYPES;

/** By the ending of the file's name; NULL for another. */
export function reportFormatOf(file: string): ReportFormat | null {
  const ending = /\.(csv|json)$/i.exec(file)?.[1]?.toLowerCase();
  return ending === 'csv' || ending === 'json' ? ending : null;
}

/**
 * Writes the report of a batch, as long as it may be, past the memory: whole or not at all, and for its
 * owner's eyes, because it names agents.
 *
 * @throws PushError `report-unwritable`
 */
export async function writeReport(
  api: Api,
  batch: string,
  file: string,
  format: ReportFormat,
): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await api.persist(async () => {
      const handle = await open(draft, 'w', 0o600).catch((error: unknown) => {
        throw failure('report-unwritable', file, error);
      });
      try {
        const { content } = await api.attempt({
          method: 'GET',
          path: `${batch}/report`,
          headers: { accept: TYPES[format] },
        });
        try {
          for await (const piece of content) await handle.writeFile(piece);
        } catch (error) {
          throw isOfDisk(error) ? failure('report-unwritable', file, error) : faultOf(error);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
    });
    await rename(draft, file).catch((error: unknown) => {
      throw failure('report-unwritable', file, error);
    });
  } catch (error) {
    // What failed first is what is told.
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A full disk does not mend itself by asking the server again. */
function isOfDisk(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'write';
}
