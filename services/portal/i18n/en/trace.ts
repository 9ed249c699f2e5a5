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
    ({ has, document }) => `${has} viewed the details of ${document}.`,
    ({ document }) => `to view the details of ${document}`,
  ),
  control: sentence(
    ({ has, document }) => `${has} checked that ${document} is intact.`,
    ({ document }) => `to check that ${document} is intact`,
  ),
  'read-journal': sentence(
    ({ has, you }) => (you ? `${has} viewed this history.` : `${has} viewed the history of your safe.`),
    () => 'to view the history of your safe',
  ),
  list: sentence(
    ({ has }) => `${has} viewed the list of your documents.`,
    () => 'to view the list of your documents',
  ),
  count: sentence(
    ({ has }) => `${has} checked how many documents you have.`,
    () => 'to check how many documents you have',
  ),
  prove: sentence(
    ({ has, document }) => `${has} requested the proof of deposit of ${document}.`,
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
    ({ has, you }) => (you ? `${has} signed in.` : `${has} signed in to your account.`),
    () => 'to sign in to your account',
  ),
  'sign-in-failed': sentence(
    ({ has }) => `${has} tried to sign in to your account.`,
    () => 'to sign in to your account',
  ),
  'sign-out': sentence(
    ({ has, you }) => (you ? `${has} signed out.` : `${has} signed your account out on one device.`),
    () => 'to sign your account out on one device',
  ),
  'token-issued': sentence(
    ({ has }) => `${has} obtained automatic access to the service.`,
    () => 'to obtain automatic access to the service',
  ),
  'token-refused': sentence(
    ({ has }) => `${has} requested automatic access to the service.`,
    () => 'to obtain automatic access to the service',
  ),
  'access-refused': sentence(
    ({ has, document }) => `${has} requested access to ${document}.`,
    ({ document }) => `to get access to ${document}`,
  ),
  'create-employer': sentence(
    ({ has }) => `${has} registered an employer with the service.`,
    () => 'to register an employer with the service',
  ),
  'create-user': sentence(
    ({ has }) => `${has} gave someone human resources access.`,
    () => 'to give someone human resources access',
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
    ({ has }) => `${has} specified how its payroll software names files.`,
    () => 'to specify how its payroll software names files',
  ),
  objection: sentence(
    ({ has }) => `${has} recorded that you refuse electronic payslips.`,
    () => 'to record that you refuse electronic payslips',
  ),
  'lift-objection': sentence(
    ({ has }) => `${has} recorded that you accept electronic payslips again.`,
    () => 'to record that you accept electronic payslips again',
  ),
  'batch-opened': sentence(
    ({ has }) => `${has} prepared a delivery of documents.`,
    () => 'to prepare a delivery of documents',
  ),
  'batch-submitted': sentence(
    ({ has }) => `${has} submitted a delivery of documents.`,
    () => 'to submit a delivery of documents',
  ),
  'batch-proposed': sentence(
    ({ has }) => `${has} reviewed a delivery of documents without depositing anything.`,
    () => 'to review a delivery of documents',
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
    ({ has }) => `${has} set the time when a delivery becomes visible.`,
    () => 'to set the time when a delivery becomes visible',
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
    ({ has, document }) => `${has} assigned ${document} based on the sender’s list alone.`,
    ({ document }) => `to assign ${document} based on the sender’s list alone`,
  ),
  withdraw: sentence(
    ({ has, document }) => `${has} withdrew ${document}.`,
    ({ document }) => `to withdraw ${document}`,
  ),
  correct: sentence(
    ({ has, document }) => `${has} stated that ${document} replaces an earlier one.`,
    ({ document }) => `to state that ${document} replaces an earlier one`,
  ),
  'resolve-item': sentence(
    ({ has, document }) => `${has} checked manually who ${document} belongs to.`,
    ({ document }) => `to decide manually who ${document} belongs to`,
  ),
  'acknowledge-contradiction': sentence(
    ({ has, document }) =>
      `${has} confirmed the recipient of ${document} despite a mismatch that had been flagged.`,
    ({ document }) => `to confirm the recipient of ${document} despite a mismatch that had been flagged`,
  ),
  'reject-item': sentence(
    ({ has }) => `${has} set aside a document it had received.`,
    () => 'to set aside a document it had received',
  ),
  'item-page-read': sentence(
    ({ has }) => `${has} looked at a page of a document waiting to be checked.`,
    () => 'to look at a page of a document waiting to be checked',
  ),
  'create-webhook': sentence(
    ({ has }) => `${has} registered an address to be notified of deliveries.`,
    () => 'to register an address to be notified of deliveries',
  ),
  'delete-webhook': sentence(
    ({ has }) => `${has} removed an address that was notified of deliveries.`,
    () => 'to remove an address that was notified of deliveries',
  ),
  'rotate-webhook-secret': sentence(
    ({ has }) => `${has} renewed the secret used to sign delivery notifications.`,
    () => 'to renew the secret used to sign delivery notifications',
  ),
  'webhook-disabled': sentence(
    ({ has }) => `${has} stopped notifying an address of deliveries because it no longer responds.`,
    () => 'to stop notifying an address of deliveries',
  ),
  'enable-webhook': sentence(
    ({ has }) => `${has} resumed notifying an address of deliveries.`,
    () => 'to resume notifying an address of deliveries',
  ),
  maintenance: sentence(
    ({ has }) => `${has} carried out a technical operation on the service.`,
    () => 'to carry out a technical operation on the service',
  ),
};

/** Who acts, without "has": English tells in the simple past what was done at a given hour. */
const whoOf = (someone: string) => (employer: string | null) =>
  employer === null ? someone : `${someone} at ${employer}`;

export const trace: Sentences = {
  title: 'History',
  lead: 'Everything that has happened in your safe, and who did it. Nobody can erase a single line.',
  browsing: (what) => `You looked around your safe: ${what}.`,
  browsed: {
    list: 'the list of your documents',
    count: 'the number of documents',
    'read-journal': 'this history',
  },
  you: 'You',
  others: {
    hr: whoOf('The human resources department'),
    'hr-reader': whoOf('The human resources department'),
    client: whoOf('The payroll department'),
    'operator-admin': () => 'The service operator',
    maintenance: () => 'Service maintenance',
    system: () => 'The service',
    anonymous: () => 'Someone who did not identify themselves',
    unknown: () => 'Someone',
  },
  ownCopy: (document) => `its own copy of ${document}`,
  aDocument: 'one of your documents',
  actions,
  neutral: sentence(
    ({ has, document }) => `${has} did something involving ${document}.`,
    ({ document }) => `something involving ${document}`,
  ),
  refused: (has, tried) => `${has} tried ${tried}: this was refused.`,
  failed: (has, tried) => `${has} tried ${tried}: it failed.`,
  refusedBadge: 'Refused',
  failedBadge: 'Failed',
  times: (count, from, to) => (from === to ? `${count} times` : `${count} times, from ${from} to ${to}`),
  openDocument: 'View the document',
  openDocumentOf: (sentence) => `View the document: ${sentence}`,
  more: 'Show earlier history',
  shown: (days) => (days === 1 ? 'One day shown' : `${days} days shown`),
  emptyTitle: 'Nothing yet',
  empty:
    'Every deposit, every sign-in and every time a document is opened will be recorded here, with who did it.',
  strangeTitle: 'Does something look wrong?',
  strange:
    'If you do not recognise something here, such as a sign-in or a document being opened, sign out everywhere from your account and tell your HR department.',
  toAccount: 'Go to my account',
};
