import { Link } from 'react-router';
import type { Document } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { Notice } from '../../../ui/notice';
import { TEXT } from '../text';
import { useSlipNote } from '../use-slip-note';

/** Of several payslips of one month: which one this is, and the way to the one that counts. */
export function SlipNotice({ document }: { readonly document: Document }) {
  const text = useText(TEXT).slips;
  const note = useSlipNote()(document);
  if (note === null) return null;
  const { replacedBy, corrects } = document;
  return (
    <Notice tone={replacedBy === null ? 'info' : 'warning'} title={note}>
      {replacedBy !== null && (
        <>
          <p>{text.replacedText}</p>
          <p>
            <Link to={`/documents/${replacedBy.id}`}>{text.seeSuccessor}</Link>
          </p>
        </>
      )}
      {corrects !== null && (
        <p>
          <Link to={`/documents/${corrects}`}>{text.seePredecessor}</Link>
        </p>
      )}
    </Notice>
  );
}
