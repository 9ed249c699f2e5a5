import { TEXT } from '../../../../services/portal/areas/hr-batches/text';
import { TEXT as SEND } from '../../../../services/portal/areas/hr-send/text';
import type { Screen } from '../screen';
import type { World } from '../world';

const send = { who: 'hr', route: '/rh/:employerId/envoyer' } as const;
const list = { who: 'hr', route: '/rh/:employerId/lots' } as const;
const newHr = {
  who: 'newHr',
  at: ({ newEmployer }) => ({ employerId: newEmployer.id }),
} as const satisfies Partial<Screen>;

function batch(which: keyof World['batches']) {
  return {
    who: 'hr',
    route: '/rh/:employerId/lots/:batchId',
    at: ({ batches }: World) => ({ batchId: batches[which] }),
  } as const;
}

export const HR_BATCHES: readonly Screen[] = [
  { ...send, name: 'hr-send_form_empty' },
  { ...send, name: 'hr-send_form_reader', who: 'reader' },
  {
    ...send,
    name: 'hr-send_form_missing',
    async prepare({ page, text, button }) {
      await button(text(SEND).submit).click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    ...send,
    name: 'hr-send_form_other-month',
    async prepare({ page, text }) {
      await page.locator('select#period, #period select').first().selectOption('2026-08');
      await page.getByText(text(SEND).otherMonthTitle).waitFor();
    },
  },
  { ...list, name: 'hr-batches_list_some' },
  { ...list, name: 'hr-batches_list_empty', ...newHr },
  { ...batch('completed'), name: 'hr-batches_batch_completed' },
  { ...batch('completed'), name: 'hr-batches_batch_reader', who: 'reader' },
  {
    ...batch('completed'),
    name: 'hr-batches_batch_rejected',
    async prepare({ page, text, button }) {
      await button(text(TEXT).outcome.showRejected(1)).click();
      await page.getByRole('row').nth(1).waitFor();
    },
  },
  { ...batch('proposed'), name: 'hr-batches_batch_proposed' },
  {
    ...batch('proposed'),
    name: 'hr-batches_batch_proposed-other-time',
    prepare: ({ page, text }) => page.getByText(text(TEXT).visibility.chosen).click(),
  },
  {
    ...batch('proposed'),
    name: 'hr-batches_batch_new-agents',
    async prepare({ page, text, button }) {
      await button(text(TEXT).changes.new.show(2)).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  { ...batch('scheduled'), name: 'hr-batches_batch_scheduled' },
  {
    ...batch('scheduled'),
    name: 'hr-batches_batch_stop',
    async prepare({ page, text, button }) {
      await button(text(TEXT).publication.stop).click();
      await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
    },
  },
  { ...batch('held'), name: 'hr-batches_batch_further-slips' },
  { ...batch('failed'), name: 'hr-batches_batch_failed' },
  { ...batch('cancelled'), name: 'hr-batches_batch_cancelled' },
  { ...batch('open'), name: 'hr-batches_batch_open' },
  {
    ...batch('open'),
    name: 'hr-batches_batch_not-found',
    at: () => ({ batchId: '01900000-0000-7000-8000-000000000000' }),
  },
];
