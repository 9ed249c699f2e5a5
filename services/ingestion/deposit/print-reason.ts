import { dayInFrance } from '../../directory/calendar';
import { decideDelivery } from '../../directory/electronic-delivery';
import type { DeliveryChoice } from '../../directory/read-delivery-choices';
import type { EmployerView } from '../../directory/read-employer';

/** Why a document is to be printed at this time; NULL where it may reach the agent electronically. */
export function printReasonOf(employer: EmployerView, choice: DeliveryChoice, at: Date): string | null {
  const delivery = decideDelivery(
    {
      regime: employer.regime,
      noticeMonths: employer.settings.noticeMonths,
      employerNotice: employer.noticeDate,
      ...choice,
    },
    dayInFrance(at),
  );
  return delivery.agentCopy === 'released' ? null : delivery.reason;
}
