import { TEXT } from '../../../../services/portal/areas/hr-deposit/text';
import type { Screen } from '../screen';

const form = { who: 'hr', route: '/rh/:employerId/deposer' } as const;
const outcome = { who: 'hr', route: '/rh/:employerId/deposer/:batchId' } as const;

export const HR_DEPOSIT: readonly Screen[] = [
  { ...form, name: 'hr-deposit_form_empty' },
  { ...form, name: 'hr-deposit_form_reader', who: 'reader' },
  {
    ...form,
    name: 'hr-deposit_form_missing',
    async prepare({ page, text, button }) {
      await button(text(TEXT).check).click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    ...form,
    name: 'hr-deposit_form_not-pdf',
    async prepare({ page, text }) {
      await page.locator('input[type=file]').setInputFiles({
        name: 'paie.zip',
        mimeType: 'application/zip',
        buffer: Buffer.from('PK\u0003\u0004'),
      });
      await page.getByText(text(TEXT).zipNotPdf).first().waitFor();
    },
  },
  {
    ...outcome,
    name: 'hr-deposit_outcome_deposited',
    at: ({ deposits }) => ({ batchId: deposits.deposited }),
  },
  {
    ...outcome,
    name: 'hr-deposit_outcome_quarantined',
    at: ({ deposits }) => ({ batchId: deposits.quarantined }),
  },
];
