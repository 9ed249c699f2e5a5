import { addMonths, type IsoDate } from './calendar';

export type Regime = 'opt-out' | 'opt-in';
/** What the agent chose; `unset`: nothing, the regime decides. */
export type Channel = 'unset' | 'electronic' | 'paper';

export interface DeliveryFacts {
  readonly regime: Regime;
  readonly noticeMonths: number;
  /** The employer's general notice. */
  readonly employerNotice: IsoDate | null;
  /** The agent's own: overrides the employer's. */
  readonly ownNotice: IsoDate | null;
  readonly channel: Channel;
  readonly objectionAt: Date | null;
  readonly startDate: IsoDate;
}

export type Delivery =
  | { readonly agentCopy: 'released' }
  | {
      readonly agentCopy: 'to-print';
      readonly reason: 'objection' | 'paper-chosen' | 'no-consent' | 'no-notice' | 'notice-not-in-force';
    };

/**
 * Whether a document may reach the agent electronically on this day (Labour
 * code L3243-2 and D3243-7, applied by the employer's choice of regime).
 *
 * An objection holds at once, at any time. A notice is in force one month after
 * its date, for those hired on or after that date at once.
 */
export function decideDelivery(facts: DeliveryFacts, today: IsoDate): Delivery {
  if (facts.objectionAt !== null) return toPrint('objection');
  if (facts.channel === 'paper') return toPrint('paper-chosen');
  if (facts.regime === 'opt-in' && facts.channel !== 'electronic') return toPrint('no-consent');
  const notice = facts.ownNotice ?? facts.employerNotice;
  if (notice === null) return toPrint('no-notice');
  const inForce = facts.startDate >= notice ? notice : addMonths(notice, facts.noticeMonths);
  return today >= inForce ? { agentCopy: 'released' } : toPrint('notice-not-in-force');
}

function toPrint(reason: Extract<Delivery, { agentCopy: 'to-print' }>['reason']): Delivery {
  return { agentCopy: 'to-print', reason };
}
