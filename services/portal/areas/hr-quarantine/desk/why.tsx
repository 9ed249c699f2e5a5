import type { ItemDetail } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Notice } from '../../../ui/notice';
import { SafeText } from '../../../ui/safe-text';
import { useReason } from '../../hr-batches/use-reason';
import { TEXT } from '../text';
import { Differences } from './candidate-view';
import { isMonthOnly, saidBy } from './disagreements';

/** Where what is said contradicts the agent whom the matricule names. */
const DISAGREE: readonly (string | null)[] = ['document-disagrees', 'claim-disagrees'];

/** Why the document waits: of a contradiction exactly what differs; and what to do, for who may. */
export function Why({ detail }: { readonly detail: ItemDetail }) {
  const text = useText(TEXT).desk;
  const { role } = useEmployer();
  const { reason, instruction } = useReason()(detail.item.code);
  const named = DISAGREE.includes(detail.item.code)
    ? detail.candidates.find((candidate) => candidate.named && candidate.contradictions.length > 0)
    : undefined;
  if (named === undefined) {
    return (
      <Notice tone="warning" title={text.reasonTitle}>
        <p>{reason}</p>
        {instruction !== null && <p>{instruction}</p>}
      </Notice>
    );
  }
  const number = detail.claim.payrollNumber ?? detail.page.payrollNumber ?? named.payrollNumber;
  return (
    <Notice tone="warning" title={text.reasonTitle}>
      <p>
        {isMonthOnly(named.contradictions) ? (
          text.otherMonth
        ) : (
          <SafeText>{text.saysOther[saidBy(named.contradictions)](number)}</SafeText>
        )}
      </p>
      <Differences found={named.contradictions} />
      {role === 'hr' && <p>{text.lookAtPage}</p>}
    </Notice>
  );
}
