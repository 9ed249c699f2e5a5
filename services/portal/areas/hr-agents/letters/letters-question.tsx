import { COMMON } from '../../../i18n/frame';
import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { TEXT } from '../text';
import { MOST_COUNTED } from './use-letters';

interface LettersQuestionProps {
  readonly open: boolean;
  /** As many are made, and end what their agents have; NULL: more than were counted. */
  readonly codes: number | null;
  onCancel(): void;
  onConfirm(): void;
}

/** Codes that end cannot be had back, nor those of a PDF that was not printed. */
export function LettersQuestion({ open, codes, onCancel, onConfirm }: LettersQuestionProps) {
  const text = useText(TEXT).post;
  const common = useText(COMMON);
  return (
    <Dialog
      open={open}
      alert
      title={codes === null ? text.confirmTitleAtLeast(MOST_COUNTED) : text.confirmTitle(codes)}
      onClose={onCancel}
      actions={
        <>
          <Button look="secondary" onPress={onCancel}>
            {common.cancel}
          </Button>
          <Button onPress={onConfirm}>{text.confirm}</Button>
        </>
      }
    >
      <p>{codes === null ? text.confirmEndsAtLeast(MOST_COUNTED) : text.confirmEnds(codes)}</p>
      <p>{text.confirmPrint}</p>
    </Dialog>
  );
}
