import { useEffect, useState } from 'react';
import type { AgentsImportReport } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { SafeText } from '../../../ui/safe-text';
import { type Column, Table } from '../../../ui/table';
import styles from '../hr-agents.module.css';
import { TEXT } from '../text';
import { type ColumnName, columnsOf, mayShow } from './columns';
import { type RowsByLine, readRows } from './csv-lines';

const STEP = 50;

interface RowFault {
  readonly key: string;
  readonly line: number;
  readonly code: string;
}

interface RefusedRowsProps {
  readonly report: AgentsImportReport;
  /** The file: the report names lines and codes only, and what stands there is shown from it. */
  readonly content: Blob;
}

/** Each fault by line and column, with what stands there and what to do about it. */
export function RefusedRows({ report: { errors, errorCount }, content }: RefusedRowsProps) {
  const text = useText(TEXT).importing;
  const formats = useFormats();
  const [shown, setShown] = useState(STEP);
  const rows = useRowsOf(content, errors);
  if (errors.length === 0) return null;
  const faults = errors.map((error, index): RowFault => ({ ...error, key: `${index}` }));
  const columns: readonly Column<RowFault>[] = [
    { name: text.errors.line, cell: ({ line }) => text.errors.lineOf(formats.number(line)) },
    { name: text.errors.column, cell: ({ code }) => <ColumnNames code={code} /> },
    { name: text.errors.found, cell: ({ line, code }) => <Found row={rows?.get(line)} code={code} /> },
    { name: text.errors.what, cell: ({ code }) => text.rows[code] ?? text.rowUnknown },
  ];
  return (
    <>
      <div className={styles.faults}>
        <h2>{text.errors.caption}</h2>
        <Table
          caption={text.errors.caption}
          columns={columns}
          rows={faults.slice(0, shown)}
          keyOf={({ key }) => key}
        />
      </div>
      {shown < faults.length && (
        <div className={styles.more}>
          <Button look="secondary" onPress={() => setShown(shown + STEP)}>
            {text.errors.more}
          </Button>
        </div>
      )}
      {errorCount > errors.length && (
        <p>{text.errors.cut(formats.number(errors.length), formats.number(errorCount))}</p>
      )}
    </>
  );
}

function ColumnNames({ code }: { readonly code: string }) {
  const text = useText(TEXT).importing;
  const columns = columnsOf(code);
  if (columns.length === 0) return text.errors.wholeLine;
  return (
    <ul className={styles.plain}>
      {columns.map((name) => (
        <li key={name}>
          <code>{name}</code> <span className={styles.quiet}>{text.columns[name]}</span>
        </li>
      ))}
    </ul>
  );
}

interface FoundProps {
  readonly row: Readonly<Partial<Record<ColumnName, string>>> | undefined;
  readonly code: string;
}

function Found({ row, code }: FoundProps) {
  const text = useText(TEXT).importing.errors;
  const columns = columnsOf(code);
  if (row === undefined || columns.length === 0) return '–';
  return (
    <ul className={styles.plain}>
      {columns.map((name) => {
        const value = row[name] ?? '';
        if (value === '') return <li key={name}>{text.nothing}</li>;
        return <li key={name}>{mayShow(value) ? <SafeText>{value}</SafeText> : text.notShown}</li>;
      })}
    </ul>
  );
}

/** NULL until the file is read. */
function useRowsOf(content: Blob, errors: AgentsImportReport['errors']): RowsByLine | null {
  const [rows, setRows] = useState<RowsByLine | null>(null);
  useEffect(() => {
    let gone = false;
    const wanted = new Set(errors.map(({ line }) => line));
    if (wanted.size === 0) return;
    void content.text().then((text) => {
      if (!gone) setRows(readRows(text, wanted));
    });
    return () => {
      gone = true;
    };
  }, [content, errors]);
  return rows;
}
