import type { EmployerDocument } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { saveFile } from '../agent/save-file';
import { plainNameOf } from '../hr-agents/use-agent-words';
import styles from './hr-documents.module.css';
import { TEXT } from './text';
import { useDocumentFile } from './use-document-file';

/** Downloads one document from its line; what goes wrong is said where the button is. */
export function SaveButton({ document }: { readonly document: EmployerDocument }) {
  const text = useText(TEXT);
  const formats = useFormats();
  const { query, read } = useDocumentFile(document);
  const save = async () => {
    const file = await read();
    if (file !== undefined) saveFile(file, document.fileName);
  };
  const name = text.named(document.type, formats.month(document.period));
  return (
    <div className={styles.save}>
      <Button
        look="quiet"
        isPending={query.isFetching}
        aria-label={
          query.isFetching
            ? text.list.downloading
            : text.list.downloadNamed(name, plainNameOf(document.agent))
        }
        onPress={() => void save()}
      >
        {!query.isFetching && <Icon name="download" />}
        {text.list.download}
      </Button>
      {query.isError && !query.isFetching && (
        <Failure error={query.error} sentences={{ 'document-damaged': text.one.damaged }} />
      )}
    </div>
  );
}
