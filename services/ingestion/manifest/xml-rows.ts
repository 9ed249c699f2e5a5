import { BatchFailure } from '../errors';
import { MAX_VALUE_CHARACTERS, RowCells, RowQueue } from './collect-rows';
import { type Column, columnOf, type ManifestRow } from './manifest-row';

interface OpenElement {
  /** Local name: namespaces are the producer's affair. */
  readonly name: string;
  readonly column: Column | null;
  readonly cells: RowCells;
  text: string;
}

/** Elements within each other, from the root on. */
const MAX_DEPTH = 16;
/** Of one element. */
const MAX_ATTRIBUTES = 100;
/** Elements with columns, but no file, that are remembered until it is known whether such are rows. */
const MAX_UNDECIDED = 1000;

/**
 * The rows of `manifest.xml`, from its tags: an element is a row that has a
 * `file`, as attribute or as child, and every element of the same name and depth.
 * Other elements and attributes are passed over.
 */
export class XmlRows {
  private readonly open: OpenElement[] = [];
  private readonly queue = new RowQueue();
  private readonly kinds = new Set<string>();
  private undecided: { readonly kind: string; readonly cells: RowCells }[] = [];
  private attributes = 0;
  private hasChildren = false;

  /** @param line of what is read now, for messages */
  constructor(private readonly line: () => number) {}

  /** @throws BatchFailure `manifest-unreadable` */
  startTag(name: string): void {
    const parent = this.open.at(-1);
    if (parent?.column) this.fail(`${parent.column} holds elements`);
    if (this.open.length >= MAX_DEPTH) this.fail('nested too deep');
    this.hasChildren ||= parent !== undefined;
    this.attributes = 0;
    const column = parent === undefined ? null : columnOf(name);
    this.open.push({ name, column, cells: new RowCells(), text: '' });
  }

  /** @throws BatchFailure `manifest-unreadable`, `manifest-columns` */
  attribute(prefix: string, name: string, value: string): void {
    this.attributes += 1;
    if (this.attributes > MAX_ATTRIBUTES) this.fail('too many attributes');
    const element = this.open.at(-1);
    // `xsi:type` is no type of a document, nor is `<period type="month">`.
    if (element === undefined || element.column !== null || prefix !== '') return;
    const column = columnOf(name);
    if (column !== null) element.cells.set(column, value, this.where);
  }

  /** @throws BatchFailure `manifest-unreadable` */
  text(text: string): void {
    const element = this.open.at(-1);
    if (element === undefined || element.column === null) return;
    if (element.text.length + text.length > MAX_VALUE_CHARACTERS) this.fail(`${element.column} is too long`);
    element.text += text;
  }

  /** @throws BatchFailure `manifest-columns` */
  endTag(): void {
    const element = this.open.pop();
    if (element === undefined) return;
    const parent = this.open.at(-1);
    if (element.column !== null) parent?.cells.set(element.column, element.text, this.where);
    else if (!element.cells.isEmpty) this.endGroup(`${this.open.length} ${element.name}`, element.cells);
  }

  take(): ManifestRow[] {
    return this.queue.take();
  }

  /** @throws BatchFailure `manifest-columns` */
  finish(): void {
    if (this.queue.isEmpty && this.hasChildren) this.failForColumns();
    this.queue.requireColumns();
  }

  private endGroup(kind: string, cells: RowCells): void {
    if (cells.has('file') && !this.kinds.has(kind)) {
      this.kinds.add(kind);
      for (const earlier of this.undecided) if (earlier.kind === kind) this.queue.add(earlier.cells);
      this.undecided = this.undecided.filter((earlier) => earlier.kind !== kind);
    }
    if (this.kinds.has(kind)) this.queue.add(cells);
    else if (this.undecided.push({ kind, cells }) > MAX_UNDECIDED) this.failForColumns();
  }

  private get where(): string {
    return `line ${this.line()}`;
  }

  private failForColumns(): never {
    throw new BatchFailure('manifest-columns', 'missing: file');
  }

  private fail(what: string): never {
    throw new BatchFailure('manifest-unreadable', `${this.where}: ${what}`);
  }
}
