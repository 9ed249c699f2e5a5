import { TEXT } from '../../../../services/portal/areas/agent/text';
import { COMMON } from '../../../../services/portal/i18n/frame';
import type { Screen, Visit } from '../screen';

const document = {
  who: 'agent',
  route: '/documents/:documentId',
  at: ({ document: { id } }) => ({ documentId: id }),
} as const satisfies Partial<Screen>;

/** The session is no longer one, and a call finds that out. */
async function endSession({ page, text, link }: Visit): Promise<void> {
  await page.context().clearCookies();
  await link(text(TEXT).documents.open).click();
  await page.getByRole('dialog').waitFor();
}

export const AGENT: readonly Screen[] = [
  { name: 'agent_documents_list', who: 'agent', route: '/documents' },
  { name: 'agent_documents_year', who: 'agent', route: '/documents', search: '?annee=2025' },
  {
    name: 'agent_documents_no-match',
    who: 'agent',
    route: '/documents',
    search: '?annee=2025&type=decision',
  },
  { name: 'agent_documents_nothing-yet', who: 'newcomer', route: '/documents' },
  { name: 'agent_documents_no-vault', who: 'operator', route: '/documents' },
  {
    name: 'agent_documents_loading',
    who: 'agent',
    route: '/documents',
    unfinished: true,
    before: ({ page }) => page.route('**/v1/me/**', () => undefined),
    prepare: ({ page }) => page.locator('[class*="skeleton"]').first().waitFor({ state: 'attached' }),
  },
  {
    name: 'agent_documents_offline',
    who: 'agent',
    route: '/documents',
    outage: true,
    before: ({ page }) => page.route('**/v1/me/**', (route) => route.abort()),
    prepare: ({ text, button }) => button(text(COMMON).retry).first().waitFor(),
  },
  {
    name: 'agent_documents_year-downloaded',
    who: 'agent',
    route: '/documents',
    search: '?annee=2025',
    async prepare({ page, text, button }) {
      await button(text(TEXT).year.start('2025')).click();
      await page.getByRole('dialog').getByRole('status').waitFor();
      await button(text(COMMON).close).first().waitFor();
    },
  },
  {
    name: 'agent_documents_session-ended',
    who: 'agent',
    route: '/documents',
    // The page behind the dialog waits for the person.
    unfinished: true,
    prepare: endSession,
  },
  { ...document, name: 'agent_document_open', prepare: drawn },
  {
    ...document,
    name: 'agent_document_replaced',
    at: ({ furtherSlips }) => ({ documentId: furtherSlips.replaced }),
    prepare: drawn,
  },
  {
    ...document,
    name: 'agent_document_details',
    async prepare(visit) {
      await drawn(visit);
      await visit.page.locator('summary').first().click();
      const { proof, technical } = visit.text(TEXT).document;
      await visit.button(proof).waitFor();
      await visit.page.getByText(technical.checking).first().waitFor({ state: 'hidden' });
    },
  },
  {
    ...document,
    name: 'agent_document_not-found',
    at: () => ({ documentId: '01900000-0000-7000-8000-000000000000' }),
  },
  { name: 'agent_trace_list', who: 'agent', route: '/historique' },
];

/** The first page of the PDF stands there, with its words for a screen reader. */
async function drawn({ page }: Visit): Promise<void> {
  await page.locator('figure figcaption:not(:empty)').first().waitFor({ state: 'attached' });
}
