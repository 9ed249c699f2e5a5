import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './table.module.css';

export interface Column<T> {
  readonly name: string;
  /** Numbers stand to the right. */
  readonly number?: boolean;
  /** A column of buttons: its name is read, not shown. */
  readonly quiet?: boolean;
  cell(row: T): ReactNode;
}

interface TableProps<T> {
  /** What the table lists; shown only with `showCaption`, always read. */
  readonly caption: string;
  readonly showCaption?: boolean;
  /** The first names the row. */
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  keyOf(row: T): string;
}

/** A table on a desk; on a phone, a list of cards. The roles are written out: `display: block` takes them away. */
export function Table<T>({ caption, showCaption = false, columns, rows, keyOf }: TableProps<T>) {
  const [first, ...others] = columns;
  if (first === undefined) throw new Error('a table without columns');
  return (
    <div className={styles.scroll}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      {/* biome-ignore-start lint/a11y/useSemanticElements: they are those elements */}
      <table className={styles.table} role="table">
        <caption className={cx(!showCaption && styles.hidden)}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ name, number, quiet }) => (
              <th key={name} scope="col" role="columnheader" className={cx(number && styles.number)}>
                <span className={cx(quiet && styles.hidden)}>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              <th scope="row" role="rowheader">
                {first.cell(row)}
              </th>
              {others.map(({ name, number, quiet, cell }) => (
                <td
                  key={name}
                  role="cell"
                  className={cx(number && styles.number)}
                  data-label={quiet ? undefined : name}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/useSemanticElements: they are those elements */}
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}
