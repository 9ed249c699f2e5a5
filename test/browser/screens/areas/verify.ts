import { TEXT } from '../../../../services/portal/areas/verify/text';
import type { Screen, Visit } from '../screen';

async function give({ page }: Visit, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
}

async function judged({ page, text }: Visit, verdict: 'verified' | 'broken' | 'cannotTell'): Promise<void> {
  await page.getByText(text(TEXT)[verdict].title).first().waitFor();
}

export const VERIFY: readonly Screen[] = [
  { name: 'verify_verify_empty', who: 'nobody', route: '/verifier' },
  {
    name: 'verify_verify_not-pdf',
    who: 'nobody',
    route: '/verifier',
    async prepare({ page, text }) {
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('JFIF') });
      await page.getByText(text(TEXT).notPdf).waitFor();
    },
  },
  {
    name: 'verify_verify_verified',
    who: 'nobody',
    route: '/verifier',
    async prepare(visit) {
      await give(visit, 'bulletin.pdf', visit.world.document.content);
      await judged(visit, 'verified');
    },
  },
  {
    name: 'verify_verify_broken',
    who: 'nobody',
    route: '/verifier',
    async prepare(visit) {
      const changed = Buffer.from(visit.world.document.content);
      const middle = Math.floor(changed.length / 3);
      changed[middle] = (changed[middle] ?? 0) ^ 1;
      await give(visit, 'bulletin.pdf', changed);
      await judged(visit, 'broken');
    },
  },
  {
    name: 'verify_verify_cannot-tell',
    who: 'nobody',
    route: '/verifier',
    async prepare(visit) {
      await give(visit, 'scan.pdf', Buffer.from('%PDF-1.4\n%%EOF\n'));
      await judged(visit, 'cannotTell');
    },
  },
];
