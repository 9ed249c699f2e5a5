import { useText } from '../../../i18n/language-context';
import { Notice } from '../../../ui/notice';
import { TEXT } from '../text';

/** The pages cannot be drawn, or what draws them did not arrive: the document itself is untouched. */
export function NoPreview() {
  const text = useText(TEXT).document;
  return (
    <Notice tone="info" title={text.noPreviewTitle} announce="status">
      <p>{text.noPreview}</p>
    </Notice>
  );
}
