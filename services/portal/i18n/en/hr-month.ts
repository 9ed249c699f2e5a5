import type { SameAs } from '../catalogue';
import type { hrMonth as fr } from '../fr/hr-month';

export const hrMonth: SameAs<typeof fr> = {
  titleOf: (month) => `The month of ${month}`,
  send: 'Send documents',
  previous: (month) => `Month before: ${month}`,
  next: (month) => `Month after: ${month}`,
  nextNone: 'Current month',
  picker: 'Choice of the month',
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
      ? 'agent paid the month before, without a payslip'
      : 'agents paid the month before, without a payslip',
  added: (n) => (n === 1 ? 'agent new since the month before' : 'agents new since the month before'),
  agents: (n) => (n === 1 ? 'agent employed' : 'agents employed'),
  toConfirm: 'A delivery of this month has been checked and is waiting for a confirmation.',
  act: {
    toConfirm: 'Read over and confirm',
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
  allWell: 'Nothing is waiting for you for this month.',
  emptyTitle: (month) => `Nothing was sent for ${month}`,
  emptyText:
    'Send the file of your payroll software: you review its contents, then you confirm. Agents see nothing until then.',
  emptyReader:
    'The numbers appear here as soon as a colleague or your payroll software has sent the documents.',
  noAgentsTitle: 'Begin with your agents',
  noAgents:
    'No agent of your list is employed that month. Import the list: it tells who each document belongs to.',
  importAgents: 'Import the agents',
  latest: 'Latest deliveries, all months',
  allBatches: 'All deliveries',
};
