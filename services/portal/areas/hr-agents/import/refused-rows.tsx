import { useEffect, useState } from 'react';
import type { AgentsImportReport } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { SafeText } from '../../../ui/safe-text';
import { type Column, Table } from '../../../ui/table';
import styles from '../hr-agents.module.css';
import { TEXT } from '../text';
import { ColumnLabel } from './column-label';
import { columnsOf, mayShow } from './columns';
import { type CellsByColumn, type RowsByLine, readRows } from './csv-lines';
import { linesOf, type RefusedLine } from './lines-of';

const STEP = 50;

interface RefusedRowsProps {
  readonly report: AgentsImportReport;
  /** The file: the report names lines and codes only, and what stands there is shown from it. */
  readonly content: Blob;
}

/** Each refused line, with what stands where it has a fault and what to do about it. */
export function RefusedRows({ report: { errors, errorCount }, content }: RefusedRowsProps) {
  const text = useText(TEXT).importing;
  const formats = useFormats();
  const [shown, setShown] = useState(STEP);
  const rows = useRowsOf(content, errors);
  if (errors.length === 0) return null;
  const lines = linesOf(errors);
  const columns: readonly Column<RefusedLine>[] = [
    { name: text.errors.line, cell: ({ line }) => text.errors.lineOf(formats.number(line)) },
    {
      name: text.errors.what,
      cell: ({ line, codes }) => (
        <ul className={styles.reasons}>
          {codes.map((code) => (
            <Reason key={code} code={code} row={rows?.get(line)} />
          ))}
        </ul>
      ),
    },
  ];
  return (
    <>
      <div className={styles.faults}>
        <h2>{text.errors.caption}</h2>
        <Table
          caption={text.errors.caption}
          columns={columns}
          rows={lines.slice(0, shown)}
          keyOf={({ line }) => `${line}`}
        />
      </div>
      {shown < lines.length && (
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

interface ReasonProps {
  readonly code: string;
  readonly row: CellsByColumn | undefined;
}

function Reason({ code, row }: ReasonProps) {
  const text = useText(TEXT).importing;
  const columns = columnsOf(code);
  return (
    <li>
      {columns.length === 0 && <p className={styles.meaning}>{text.errors.wholeLine}</p>}
      {columns.map((name) => (
        <p key={name}>
          <ColumnLabel name={name} />
          {row !== undefined && (
            <>
              {text.errors.colon} <Found value={row[name] ?? ''} />
            </>
          )}
        </p>
      ))}
      <p>{text.rows[code] ?? text.rowUnknown}</p>
    </li>
  );
}

function Found({ value }: { readonly value: string }) {
  const text = useText(TEXT).importing.errors;
  if (value === '') return text.nothing;
  if (!mayShow(value)) return text.notShown;
  return (
    <span className={styles.found}>
      <SafeText>{value}</SafeText>
    </span>
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
