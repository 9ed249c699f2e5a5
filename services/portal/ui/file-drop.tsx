import { DropZone, type FileDropItem, FileTrigger, Text } from 'react-aria-components';
import { COMMON } from '../i18n/frame';
import { useFormats, useText } from '../i18n/language-context';
import { Button } from './button';
import { cx } from './cx';
import fields from './field.module.css';
import styles from './file-drop.module.css';
import { FORM_TEXT } from './form-text';
import { Icon } from './icon';
import { SafeText } from './safe-text';

interface FileDropProps {
  /** Of the field, for `ErrorSummary`. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  /** Types that the dialog of the system offers: `['.zip', 'application/zip']`. Dropped files are the page's to check. */
  readonly accept: readonly string[];
  readonly file: File | null;
  /** While the chosen one is being worked on. */
  readonly isDisabled?: boolean;
  onChange(file: File | null): void;
}

/** One file: dropped, pasted or chosen. */
export function FileDrop({
  id,
  label,
  hint,
  error = null,
  accept,
  file,
  isDisabled = false,
  onChange,
}: FileDropProps) {
  const text = useText(COMMON);
  const formText = useText(FORM_TEXT);
  const formats = useFormats();
  const choose = (files: FileList | null) => {
    const chosen = files?.[0];
    if (chosen !== undefined) onChange(chosen);
  };
  if (file !== null) {
    return (
      <div className={cx(styles.chosen, error !== null && styles.refused)} id={id}>
        <span className={styles.name}>
          <Icon name="file" />
          <span>
            <SafeText>{file.name}</SafeText> ({formats.size(file.size)})
          </span>
        </span>
        {/* First, for the summary of errors leads to the first button. */}
        {error !== null && (
          <div className={styles.below}>
            <p className={fields.error}>{error}</p>
            <FileTrigger acceptedFileTypes={accept} onSelect={choose}>
              <Button look="secondary">{formText.chooseOtherFile}</Button>
            </FileTrigger>
          </div>
        )}
        <Button look="quiet" isDisabled={isDisabled} onPress={() => onChange(null)}>
          {text.removeFile}
        </Button>
      </div>
    );
  }
  return (
    <div id={id}>
      <DropZone
        className={cx(styles.zone, error !== null && styles.refused)}
        aria-label={label}
        onDrop={async ({ items }) => {
          const dropped = items.find((item): item is FileDropItem => item.kind === 'file');
          if (dropped !== undefined) onChange(await dropped.getFile());
        }}
      >
        {({ isDropTarget }) => (
          <>
            <Icon name="upload" size={32} />
            <Text slot="label" className={styles.label}>
              {isDropTarget ? text.dropNow : label}
            </Text>
            {hint !== undefined && <p className={styles.hint}>{hint}</p>}
            {error !== null && <p className={fields.error}>{error}</p>}
            <FileTrigger acceptedFileTypes={accept} onSelect={choose}>
              <Button look="secondary">{text.chooseFile}</Button>
            </FileTrigger>
            <p className={cx(styles.hint, styles.byHand)}>{text.dropFile}</p>
          </>
        )}
      </DropZone>
    </div>
  );
}
