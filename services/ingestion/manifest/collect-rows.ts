import { BatchFailure } from '../errors';
import { type Column, type ManifestRow, requireColumns } from './manifest-row';

/** As the longest record of a CSV: beyond it is no claim of anything. */
export const MAX_VALUE_CHARACTERS = 64 * 1024;

/** The cells of one row as its fields are read, one by one and in any order. */
export class RowCells {
  private readonly cells = new Map<Column, string>();

  /**
   * @param where of the manifest this stands, without what stands there
   * @throws BatchFailure `manifest-columns` for a field given twice: which is meant cannot be known;
   *   `manifest-unreadable` for one without end
   */
  set(column: Column, text: string, where: string): void {
    if (this.cells.has(column)) throw new BatchFailure('manifest-columns', `${where}: twice: ${column}`);
    if (text.length > MAX_VALUE_CHARACTERS) {
      throw new BatchFailure('manifest-unreadable', `${where}: ${column} is too long`);
    }
    this.cells.set(column, text.trim());
  }

  has(column: Column): boolean {
    return this.cells.has(column);
  }

  get isEmpty(): boolean {
    return this.cells.size === 0;
  }

  columns(): Iterable<Column> {
    return this.cells.keys();
  }

  toRow(number: number): ManifestRow {
    const filled = [...this.cells].filter(([, text]) => text !== '');
    return { file: '', ...Object.fromEntries(filled), number };
  }
}

/** Rows read and not yet taken, numbered as they come. */
export class RowQueue {
  private rows: ManifestRow[] = [];
  private count = 0;
  private readonly given = new Set<Column>();

  add(cells: RowCells): void {
    this.count += 1;
    for (const column of cells.columns()) this.given.add(column);
    this.rows.push(cells.toRow(this.count));
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  take(): ManifestRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  /**
   * A field that may be absent of a row must stand in one of them: a manifest
   * without any matricule is one whose fields have other names.
   *
   * @throws BatchFailure `manifest-columns`
   */
  requireColumns(): void {
    if (this.count > 0) requireColumns(this.given);
  }
}
