import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Card, Details } from '../../../ui/card';
import { Icon } from '../../../ui/icon';
import { type Column, Table } from '../../../ui/table';
import { saveFile } from '../../agent/save-file';
import styles from '../hr-agents.module.css';
import { TEXT } from '../text';
import { ColumnLabel } from './column-label';
import { COLUMNS, type ColumnName, EXAMPLES, MAY_BE_EMPTY, OPTIONAL_COLUMNS } from './columns';

/** The first line of the file, with what spreadsheets know UTF-8 by. */
function model(): Blob {
  return new Blob([`\uFEFF${COLUMNS.join(';')}\r\n`], { type: 'text/csv;charset=utf-8' });
}

/** For whoever has no file yet: its first line to download, and what goes below it. */
export function FileModel() {
  const text = useText(TEXT).importing;
  const columns: readonly Column<ColumnName>[] = [
    { name: text.column, cell: (name) => <ColumnLabel name={name} /> },
    { name: text.example, cell: (name) => <span className={styles.example}>{EXAMPLES[name]}</span> },
    { name: text.need, cell: (name) => <Need name={name} /> },
  ];
  return (
    <Card title={text.modelTitle}>
      <p>{text.modelText}</p>
      <div>
        <Button look="secondary" onPress={() => saveFile(model(), text.modelFile)}>
          <Icon name="download" />
          {text.model}
        </Button>
      </div>
      <Details title={text.columnsTitle}>
        <Table caption={text.columnsCaption} columns={columns} rows={COLUMNS} keyOf={(name) => name} />
      </Details>
    </Card>
  );
}

function Need({ name }: { readonly name: ColumnName }) {
  const text = useText(TEXT).importing;
  if (OPTIONAL_COLUMNS.some((optional) => optional === name)) return text.mayBeMissing;
  return MAY_BE_EMPTY.has(name) ? text.mayBeEmpty : text.mustBeFilled;
}
