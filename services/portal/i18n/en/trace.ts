import type { SameAs } from '../catalogue';
import type { trace as fr } from '../fr/trace';

type Sentences = SameAs<typeof fr>;
type Sentence = Sentences['neutral'];

function sentence(done: Sentence['done'], tried: Sentence['tried']): Sentence {
  return { done, tried };
}

const actions: Sentences['actions'] = {
  deposit: sentence(
    ({ has, document }) => `${has} deposited ${document}.`,
    ({ document }) => `to deposit ${document}`,
  ),
  read: sentence(
    ({ has, document }) => `${has} opened ${document}.`,
    ({ document }) => `to open ${document}`,
  ),
  destroy: sentence(
    ({ has, document }) => `${has} destroyed ${document}.`,
    ({ document }) => `to destroy ${document}`,
  ),
  'read-metadata': sentence(
    ({ has, document }) => `${has} looked at the record of ${document}.`,
    ({ document }) => `to look at the record of ${document}`,
  ),
  control: sentence(
    ({ has, document }) => `${has} checked that ${document} is intact.`,
    ({ document }) => `to check that ${document} is intact`,
  ),
  'read-journal': sentence(
    ({ has, you }) => (you ? `${has} read this history.` : `${has} read the history of your safe.`),
    () => 'to read the history of your safe',
  ),
  list: sentence(
    ({ has }) => `${has} looked at the list of your documents.`,
    () => 'to look at the list of your documents',
  ),
  count: sentence(
    ({ has }) => `${has} looked at how many documents you have.`,
    () => 'to see how many documents you have',
  ),
  prove: sentence(
    ({ has, document }) => `${has} asked for the proof of deposit of ${document}.`,
    ({ document }) => `to get the proof of deposit of ${document}`,
  ),
  activate: sentence(
    ({ has }) => `${has} activated your safe.`,
    () => 'to activate your safe',
  ),
  'activation-failed': sentence(
    ({ has }) => `${has} tried to activate your safe.`,
    () => 'to activate your safe',
  ),
  'sign-in': sentence(
    ({ has, you }) => (you ? `${has} signed in.` : `${has} opened a session on your account.`),
    () => 'to sign in to your account',
  ),
  'sign-in-failed': sentence(
    ({ has }) => `${has} tried to sign in to your account.`,
    () => 'to sign in to your account',
  ),
  'sign-out': sentence(
    ({ has, you }) => (you ? `${has} signed out.` : `${has} closed a session of your account.`),
    () => 'to close a session of your account',
  ),
  'token-issued': sentence(
    ({ has }) => `${has} obtained automatic access to the service.`,
    () => 'to obtain automatic access to the service',
  ),
  'token-refused': sentence(
    ({ has }) => `${has} asked for automatic access to the service.`,
    () => 'to obtain automatic access to the service',
  ),
  'access-refused': sentence(
    ({ has, document }) => `${has} asked for access to ${document}.`,
    ({ document }) => `to get access to ${document}`,
  ),
  'create-employer': sentence(
    ({ has }) => `${has} registered an employer with the service.`,
    () => 'to register an employer with the service',
  ),
  'create-user': sentence(
    ({ has }) => `${has} gave a person human resources access.`,
    () => 'to give a person human resources access',
  ),
  'create-client': sentence(
    ({ has }) => `${has} gave a payroll system access to the service.`,
    () => 'to give a payroll system access to the service',
  ),
  'create-code': sentence(
    ({ has }) => `${has} prepared an activation code for your safe.`,
    () => 'to prepare an activation code for your safe',
  ),
  'import-agents': sentence(
    ({ has }) => `${has} updated its list of agents.`,
    () => 'to update its list of agents',
  ),
  'set-layouts': sentence(
    ({ has }) => `${has} said how the files of its payroll software are named.`,
    () => 'to say how the files of its payroll software are named',
  ),
  objection: sentence(
    ({ has }) => `${has} recorded your refusal of electronic payslips.`,
    () => 'to record your refusal of electronic payslips',
  ),
  'lift-objection': sentence(
    ({ has }) => `${has} recorded your return to electronic payslips.`,
    () => 'to record your return to electronic payslips',
  ),
  'batch-opened': sentence(
    ({ has }) => `${has} prepared a delivery of documents.`,
    () => 'to prepare a delivery of documents',
  ),
  'batch-submitted': sentence(
    ({ has }) => `${has} handed over a delivery of documents.`,
    () => 'to hand over a delivery of documents',
  ),
  'batch-proposed': sentence(
    ({ has }) => `${has} examined a delivery of documents, without depositing anything.`,
    () => 'to examine a delivery of documents',
  ),
  'batch-confirmed': sentence(
    ({ has }) => `${has} confirmed a delivery of documents.`,
    () => 'to confirm a delivery of documents',
  ),
  'batch-held': sentence(
    ({ has }) => `${has} put a delivery of documents on hold.`,
    () => 'to put a delivery of documents on hold',
  ),
  'batch-expired': sentence(
    ({ has }) => `${has} removed a delivery that had not been confirmed.`,
    () => 'to remove a delivery that had not been confirmed',
  ),
  'batch-scheduled': sentence(
    ({ has }) => `${has} set the time at which a delivery becomes visible.`,
    () => 'to set the time at which a delivery becomes visible',
  ),
  'batch-published': sentence(
    ({ has }) => `${has} made a delivery of documents visible.`,
    () => 'to make a delivery of documents visible',
  ),
  'batch-cancelled': sentence(
    ({ has }) => `${has} cancelled a delivery of documents.`,
    () => 'to cancel a delivery of documents',
  ),
  'batch-completed': sentence(
    ({ has }) => `${has} completed a delivery of documents.`,
    () => 'to complete a delivery of documents',
  ),
  'batch-failed': sentence(
    ({ has }) => `${has} noted that a delivery of documents failed.`,
    () => 'to process a delivery of documents',
  ),
  'match-manifest-only': sentence(
    ({ has, document }) => `${has} assigned ${document} going by the sender’s list alone.`,
    ({ document }) => `to assign ${document} going by the sender’s list alone`,
  ),
  withdraw: sentence(
    ({ has, document }) => `${has} withdrawn ${document}.`,
    ({ document }) => `to withdraw ${document}`,
  ),
  correct: sentence(
    ({ has, document }) => `${has} stated that ${document} replaces an earlier one.`,
    ({ document }) => `to state that ${document} replaces an earlier one`,
  ),
  'resolve-item': sentence(
    ({ has, document }) => `${has} checked by hand to whom ${document} belongs.`,
    ({ document }) => `to decide by hand to whom ${document} belongs`,
  ),
  'acknowledge-contradiction': sentence(
    ({ has, document }) =>
      `${has} confirmed the recipient of ${document} despite a difference that was pointed out.`,
    ({ document }) => `to confirm the recipient of ${document} despite a difference that was pointed out`,
  ),
  'reject-item': sentence(
    ({ has }) => `${has} set aside a document that was received.`,
    () => 'to set aside a document that was received',
  ),
  'item-page-read': sentence(
    ({ has }) => `${has} looked at a page of a document to be checked.`,
    () => 'to look at a page of a document to be checked',
  ),
  'create-webhook': sentence(
    ({ has }) => `${has} registered an address to be told of deliveries.`,
    () => 'to register an address to be told of deliveries',
  ),
  'delete-webhook': sentence(
    ({ has }) => `${has} removed an address that was told of deliveries.`,
    () => 'to remove an address that was told of deliveries',
  ),
  'rotate-webhook-secret': sentence(
    ({ has }) => `${has} renewed the secret that notifications of deliveries are signed with.`,
    () => 'to renew the secret that notifications of deliveries are signed with',
  ),
  'webhook-disabled': sentence(
    ({ has }) => `${has} stopped telling an address of deliveries, because it no longer answers.`,
    () => 'to stop telling an address of deliveries',
  ),
  'enable-webhook': sentence(
    ({ has }) => `${has} resumed telling an address of deliveries.`,
    () => 'to resume telling an address of deliveries',
  ),
  maintenance: sentence(
    ({ has }) => `${has} carried out a technical operation on the service.`,
    () => 'to carry out a technical operation on the service',
  ),
};

const whoOf = (someone: string) => (employer: string | null) =>
  employer === null ? `${someone} has` : `${someone} of ${employer} has`;

export const trace: Sentences = {
  title: 'History',
  lead: 'Everything that happened on your safe, and who did it. Nobody can erase a line of it.',
  you: 'You have',
  others: {
    hr: whoOf('The human resources department'),
    'hr-reader': whoOf('The human resources department'),
    client: whoOf('The payroll department'),
    'operator-admin': () => 'The operator of the service has',
    maintenance: () => 'The maintenance of the service has',
    system: () => 'The service has',
    anonymous: () => 'Somebody, without saying who, has',
    unknown: () => 'Somebody has',
  },
  ownCopy: (document) => `its own copy of ${document}`,
  aDocument: 'one of your documents',
  actions,
  neutral: sentence(
    ({ has, document }) => `${has} done something concerning ${document}.`,
    ({ document }) => `something concerning ${document}`,
  ),
  refused: (has, tried) => `${has} tried ${tried}: this was refused.`,
  failed: (has, tried) => `${has} tried ${tried}: it did not succeed.`,
  refusedBadge: 'Refused',
  failedBadge: 'No success',
  times: (count, from, to) => (from === to ? `${count} times` : `${count} times, from ${from} to ${to}`),
  openDocument: 'See the document',
  more: 'Show what came before',
  shown: (days) => (days === 1 ? 'One day shown' : `${days} days shown`),
  emptyTitle: 'Nothing yet',
  empty: 'Every deposit, every reading and every sign-in will be written here, with who did it.',
  strangeTitle: 'Does something surprise you?',
  strange:
    'If you do not recognise a sign-in or a reading, close all your sessions and tell your human resources department.',
  toAccount: 'Go to my account',
};
