import type { SameAs } from '../catalogue';
import type { hrMonth as fr } from '../fr/hr-month';

export const hrMonth: SameAs<typeof fr> = {
  titleOf: (month) => `${month} at a glance`,
  send: 'Send documents',
  previous: (month) => `Previous month: ${month}`,
  next: (month) => `Next month: ${month}`,
  nextNone: 'Current month',
  picker: 'Choose a month',
  documents: 'Documents',
  people: 'Agents',
  received: () => 'received',
  deposited: () => 'deposited',
  toPrint: 'to hand over on paper',
  quarantined: 'to check',
  rejected: () => 'rejected',
  duplicate: (n) => (n === 1 ? 'duplicate, already deposited' : 'duplicates, already deposited'),
  notActivated: (n) => (n === 1 ? 'agent without an activated safe' : 'agents without an activated safe'),
  missing: (n) =>
    n === 1
      ? 'agent paid the previous month, without a payslip'
      : 'agents paid the previous month, without a payslip',
  added: (n) => (n === 1 ? 'new agent since the previous month' : 'new agents since the previous month'),
  agents: (n) => (n === 1 ? 'agent employed' : 'agents employed'),
  toConfirm: (reference) => `Delivery ${reference} has been checked and is waiting to be confirmed.`,
  act: {
    toConfirm: 'Review and confirm',
    toConfirmReader: 'See this delivery',
    deposited: 'See the documents',
    quarantined: 'Decide',
    quarantinedReader: 'See what is waiting',
    rejected: 'See why',
    notActivated: 'Prepare the letters',
    missing: 'Send what is missing',
    missingReader: 'See the agents',
    agents: 'See the agents',
  },
  allWell: 'Nothing needs your attention for this month.',
  emptyTitle: (month) => `Nothing has been sent for ${month} yet`,
  nothingDeposited:
    'No document has been deposited for this month yet. See below how far the deliveries have got.',
  emptyText:
    'Send the file from your payroll software: you review what is in it, then confirm. Agents see nothing until then.',
  emptyReader: 'Figures will appear here once a colleague or your payroll software has sent documents.',
  noAgentsTitle: 'Start with your list of agents',
  noAgentsReaderTitle: 'No agents employed in this month',
  noAgents: (month) =>
    `Nobody on the list is employed in ${month}. Import the full list: it is used to recognise who each document is for. You can send payslips after that.`,
  noAgentsReader: (month) =>
    `Nobody on the list is employed in ${month}. A colleague with the right access must import it before payslips can be sent.`,
  importAgents: 'Import the list',
  batches: 'Deliveries for this month',
  allBatches: 'All deliveries',
};
