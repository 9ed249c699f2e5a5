import { TEXT } from '../../../../services/portal/areas/hr-quarantine/text';
import { COMMON } from '../../../../services/portal/i18n/frame';
import type { Screen, Visit } from '../screen';

const list = { who: 'hr', route: '/rh/:employerId/a-verifier' } as const;

const desk = {
  who: 'hr',
  route: '/rh/:employerId/a-verifier/:batchId/:itemId',
  at: ({ batches, waiting: [first = ''] }) => ({ batchId: batches.completed, itemId: first }),
} as const satisfies Partial<Screen>;

/** The page of the document is there as a picture. */
async function shown({ page }: Visit): Promise<void> {
  await page.locator('main img').first().waitFor();
}

async function chooseFirstCandidate(visit: Visit): Promise<void> {
  await shown(visit);
  await visit.page.locator('input[name="decision"]').first().check({ force: true });
}

async function refuse(visit: Visit): Promise<void> {
  await shown(visit);
  const { choice } = visit.text(TEXT);
  await visit.page.locator('input[name="decision"]').last().check({ force: true });
  await visit.button(choice.submit).click();
  await visit.page.getByRole('alert').first().waitFor();
}

export const HR_QUARANTINE: readonly Screen[] = [
  { ...list, name: 'hr-quarantine_list_some' },
  { ...list, name: 'hr-quarantine_list_reader', who: 'reader' },
  {
    ...list,
    name: 'hr-quarantine_list_empty',
    who: 'newHr',
    at: ({ newEmployer }) => ({ employerId: newEmployer.id }),
  },
  { ...desk, name: 'hr-quarantine_desk_open', prepare: shown },
  { ...desk, name: 'hr-quarantine_desk_reader', who: 'reader', prepare: shown },
  {
    ...desk,
    name: 'hr-quarantine_desk_second-reason',
    at: ({ batches, waiting }) => ({ batchId: batches.completed, itemId: waiting[1] ?? '' }),
    prepare: shown,
  },
  {
    ...desk,
    name: 'hr-quarantine_desk_nothing-chosen',
    async prepare(visit) {
      await shown(visit);
      await visit.button(visit.text(TEXT).choice.submit).click();
      await visit.page.getByRole('alert').first().waitFor();
    },
  },
  { ...desk, name: 'hr-quarantine_desk_reject-without-reason', prepare: refuse },
  {
    ...desk,
    name: 'hr-quarantine_desk_confirm',
    async prepare(visit) {
      await chooseFirstCandidate(visit);
      await visit.button(visit.text(TEXT).choice.submit).click();
      await visit.page.getByRole('alertdialog').waitFor();
    },
  },
  {
    ...desk,
    name: 'hr-quarantine_desk_other-agent',
    async prepare(visit) {
      await shown(visit);
      const radios = visit.page.locator('input[name="decision"]');
      await radios.nth((await radios.count()) - 2).check({ force: true });
      await visit.page
        .getByRole('combobox', { disabled: false })
        .and(visit.page.locator('input'))
        .fill('0004');
      await visit.page.getByRole('option').first().waitFor();
    },
  },
  {
    ...desk,
    name: 'hr-quarantine_desk_offline',
    outage: true,
    before: ({ page }) => page.route('**/items/**', (route) => route.abort()),
    prepare: ({ text, button }) => button(text(COMMON).retry).first().waitFor(),
  },
];
