import { BatchFailure } from '../errors';
import { RowCells, RowQueue } from './collect-rows';
import { type Column, columnOf, type ManifestRow } from './manifest-row';

/** A token of the JSON parser: numbers as they are written, so that no digit of theirs is lost. */
export interface JsonToken {
  readonly name: string;
  readonly value?: unknown;
}

/** Objects and lists within each other, from the outermost on; what a producer adds to a row may nest so deep. */
const MAX_DEPTH = 16;
/** Objects around the list: `{documents: […]}`, `{manifest: {documents: […]}}`. */
const MAX_WRAPPERS = 2;

/**
 * The rows of `manifest.json`, from its tokens: a list of objects, bare or in a
 * wrapper under whatever name. Members that are no column, and lists that hold
 * no object, are passed over.
 *
 * A number is taken as it is written: `58` is the matricule 58, and never 00058.
 */
export class JsonRows {
  private readonly open: ('object' | 'list')[] = [];
  private readonly queue = new RowQueue();
  /** Depth of the rows' list; what lies in a list of other values, or deeper, is passed over. */
  private rowsAt: number | null = null;
  private listIs: 'undecided' | 'rows' | 'other' | null = null;
  private hasList = false;
  private row: RowCells | null = null;
  private elements = 0;
  private column: Column | null = null;

  /** @throws BatchFailure `manifest-unreadable`, `manifest-columns` */
  read({ name, value }: JsonToken): void {
    switch (name) {
      case 'startObject':
        this.start('object');
        break;
      case 'startArray':
        this.start('list');
        break;
      case 'endObject':
      case 'endArray':
        this.end();
        break;
      case 'keyValue':
        if (this.isInRow()) this.column = columnOf(String(value));
        break;
      case 'stringValue':
      case 'numberValue':
        this.scalar(String(value));
        break;
      case 'nullValue':
        this.scalar('');
        break;
      default:
        this.scalar(null);
    }
  }

  take(): ManifestRow[] {
    return this.queue.take();
  }

  /** @throws BatchFailure `manifest-columns` */
  finish(): void {
    if (!this.hasList) throw new BatchFailure('manifest-columns', 'no list of documents');
    this.queue.requireColumns();
  }

  private get where(): string {
    return `row ${this.elements}`;
  }

  /** Directly: not in what one of its members holds. */
  private isInRow(): boolean {
    return this.row !== null && this.rowsAt !== null && this.open.length === this.rowsAt + 1;
  }

  private isInList(): boolean {
    return this.rowsAt !== null && this.open.length === this.rowsAt;
  }

  private start(kind: 'object' | 'list'): void {
    if (this.isInRow()) this.refuseNested();
    if (this.isInList()) this.startElement(kind);
    if (this.open.length >= MAX_DEPTH) throw new BatchFailure('manifest-unreadable', 'nested too deep');
    const mayHoldRows = this.rowsAt === null && this.open.length <= MAX_WRAPPERS;
    this.open.push(kind);
    if (kind !== 'list' || !mayHoldRows || this.open.indexOf('list') !== this.open.length - 1) return;
    this.rowsAt = this.open.length;
    this.listIs = 'undecided';
  }

  private startElement(kind: 'object' | 'list'): void {
    this.countElement(kind === 'object' ? 'rows' : 'other');
    if (this.listIs === 'rows') this.row = new RowCells();
  }

  /** The first element tells what the list is. */
  private countElement(kind: 'rows' | 'other'): void {
    if (this.listIs === 'undecided') {
      if (kind === 'rows' && !this.queue.isEmpty) {
        throw new BatchFailure('manifest-unreadable', 'two lists of documents');
      }
      this.listIs = kind;
      this.elements = 0;
    }
    this.elements += 1;
    if (this.listIs === 'rows' && kind === 'other') {
      throw new BatchFailure('manifest-unreadable', `${this.where} is no object`);
    }
  }

  private end(): void {
    if (this.isInRow() && this.row !== null) {
      this.queue.add(this.row);
      this.row = null;
    }
    if (this.isInList()) {
      this.hasList ||= this.listIs !== 'other';
      this.rowsAt = null;
      this.listIs = null;
    }
    this.open.pop();
  }

  /** @param text `''` says nothing; NULL where the value is neither text nor number */
  private scalar(text: string | null): void {
    if (this.isInList()) this.countElement('other');
    if (!this.isInRow() || this.column === null || this.row === null) return;
    if (text === null) this.refuseNested();
    this.row.set(this.column, text ?? '', this.where);
    this.column = null;
  }

  private refuseNested(): void {
    if (this.column === null) return;
    throw new BatchFailure('manifest-unreadable', `${this.where}: ${this.column} is no text`);
  }
}
