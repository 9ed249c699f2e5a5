import type { SameAs } from '../catalogue';
import type { hrMonth as fr } from '../fr/hr-month';

export const hrMonth: SameAs<typeof fr> = {
  titleOf: (month) => `The month of ${month}`,
  send: 'Send documents',
  previous: (month) => `Month before: ${month}`,
  next: (month) => `Month after: ${month}`,
  nextNone: 'The month after has not begun',
  picker: 'Choice of the month',
  documents: 'Documents',
  people: 'Agents',
  received: () => 'received',
  deposited: () => 'deposited',
  toPrint: 'to hand over on paper',
  quarantined: 'to check',
  rejected: () => 'rejected',
  duplicate: () => 'deposited already',
  notActivated: (n) => (n === 1 ? 'has not activated their safe yet' : 'have not activated their safe yet'),
  missing: (n) =>
    n === 1 ? 'paid the month before, has no payslip' : 'paid the month before, have no payslip',
  added: (n) => (n === 1 ? 'is new since the month before' : 'are new since the month before'),
  agents: (n) => (n === 1 ? 'agent in post this month' : 'agents in post this month'),
  toConfirm: 'A delivery of this month is checked and waits for a confirmation.',
  act: {
    toConfirm: 'Read over and confirm',
    toConfirmReader: 'See this delivery',
    deposited: 'See the documents',
    quarantined: 'Decide',
    rejected: 'See why',
    notActivated: 'Prepare the letters',
    missing: 'Send what is missing',
    missingReader: 'See the agents',
    agents: 'See the agents',
  },
  allWell: 'Nothing waits for you for this month.',
  emptyTitle: (month) => `Nothing was sent for ${month}`,
  emptyText:
    'Drop the ZIP file of your payroll software: you read over what it holds, then you confirm. Agents see nothing before.',
  emptyReader:
    'The numbers appear here as soon as a colleague or your payroll software has sent the documents.',
  noAgentsTitle: 'Begin with your agents',
  noAgents:
    'No agent of your list is in post this month. Import the list: it is what tells whose each document is.',
  importAgents: 'Import the agents',
  latest: 'Latest deliveries',
  allBatches: 'All deliveries',
};
