import { TEXT } from '../../../../services/portal/areas/hr-agents/text';
import { writeAgentsCsv } from '../../../fixtures/payroll/directory-csv';
import type { AgentFixture } from '../../../fixtures/payroll/model';
import type { Screen, Visit } from '../screen';

const list = { who: 'hr', route: '/rh/:employerId/agents' } as const;
const importing = { who: 'hr', route: '/rh/:employerId/agents/importer' } as const;
const letters = { who: 'hr', route: '/rh/:employerId/agents/courriers' } as const;
const ofNewEmployer = {
  who: 'newHr',
  at: ({ newEmployer }) => ({ employerId: newEmployer.id }),
} as const satisfies Partial<Screen>;

async function give({ page }: Visit, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

/** One agent who is new, and rows that cannot be taken. */
function flawedList({ world }: Visit): Buffer {
  const [first, second, third] = world.newAgents;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few agents');
  const agents: AgentFixture[] = [
    first,
    { ...second, birthDate: '27/10/85' },
    { ...third, familyName: 'M4RTIN', personalEmail: 'sans arobase' },
  ];
  return writeAgentsCsv({ agents });
}

export const HR_AGENTS: readonly Screen[] = [
  { ...list, name: 'hr-agents_list_some' },
  { ...list, name: 'hr-agents_list_reader', who: 'reader' },
  { ...list, name: 'hr-agents_list_empty', ...ofNewEmployer },
  {
    ...list,
    name: 'hr-agents_list_no-match',
    async prepare({ page, text, button }) {
      await page.locator('main input').first().fill('Personne');
      await button(text(TEXT).search.submit).click();
      await page.getByText(text(TEXT).list.noMatchTitle).waitFor();
    },
  },
  {
    ...list,
    name: 'hr-agents_new-code_question',
    async prepare({ page, text }) {
      await page
        .getByRole('button', { name: text(TEXT).list.newCode })
        .first()
        .click();
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor();
    },
  },
  { ...importing, name: 'hr-agents_import_empty' },
  { ...importing, name: 'hr-agents_import_reader', who: 'reader' },
  {
    ...importing,
    name: 'hr-agents_import_not-csv',
    async prepare(visit) {
      await give(visit, 'agents.xlsx', Buffer.from('PK\u0003\u0004 un classeur'));
      await visit.page.locator('[class*="error"], [role="alert"]').first().waitFor();
    },
  },
  {
    ...importing,
    name: 'hr-agents_import_review-errors',
    ...ofNewEmployer,
    async prepare(visit) {
      await give(visit, 'agents.csv', flawedList(visit));
      await visit.page.getByText(visit.text(TEXT).importing.review).waitFor();
    },
  },
  { ...letters, name: 'hr-agents_letters_form' },
  { ...letters, name: 'hr-agents_letters_nobody', ...ofNewEmployer },
  {
    ...letters,
    name: 'hr-agents_letters_confirm',
    async prepare({ page, text, button }) {
      await button(text(TEXT).post.submit).click();
      await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
    },
  },
];
