import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { Document } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { Button, type ButtonLook } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { useDocumentName } from './document-name';
import { readFile } from './read-file';
import styles from './save-button.module.css';
import { saveFile } from './save-file';
import { TEXT } from './text';

interface SaveButtonProps {
  readonly document: Document;
  readonly look?: ButtonLook;
  /** An icon without a word, in a line that says what it is about. */
  readonly small?: boolean;
}

/** Downloads one document; what goes wrong is said where the button is. */
export function SaveButton({ document, look = 'secondary', small = false }: SaveButtonProps) {
  const text = useText(TEXT);
  const api = useApi();
  const nameOf = useDocumentName();
  const save = useMutation({
    mutationFn: async () => {
      const operation = 'GET /v1/me/documents/{documentId}/content';
      const response = await api.open(
        operation,
        { params: { documentId: document.id } },
        { accept: 'application/pdf' },
      );
      saveFile(await readFile(response, () => undefined), document.fileName);
    },
  });
  return (
    <div className={small ? styles.small : styles.holder}>
      <Button
        look={small ? 'quiet' : look}
        wide={!small}
        isPending={save.isPending}
        aria-label={save.isPending ? text.downloading : text.downloadNamed(nameOf(document))}
        onPress={() => save.mutate()}
      >
        {!save.isPending && <Icon name="download" />}
        {!small && text.download}
      </Button>
      {save.isError && (
        <div className={styles.failure}>
          <Failure error={save.error} />
        </div>
      )}
    </div>
  );
}
