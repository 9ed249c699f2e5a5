import { execFileSync } from 'node:child_process';
import { renderLetters } from '../../../services/identity/letters/render-letters';

const HEAD = {
  employerName: 'Commune de Valmont',
  activationUrl: 'https://coffre.example.org/activation',
  date: new Date('2026-11-24T05:00:00Z'),
};

async function textOf(name: string, head = HEAD): Promise<string> {
  const pdf = await renderLetters(head, [{ name, payrollNumber: '00017', code: '7K2M-ABCD-EFGH-1234' }]);
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
}

it('prints no direction override: the name reads as it is written', async () => {
  const text = await textOf('Jean \u202EDNOPUD\u202C\u2066\u0000\u200B\nPaul');
  expect(text).toContain('Jean DNOPUDPaul');
  expect(text).toContain('7K2M-ABCD-EFGH-1234');
});

it('prints Arabic letters', async () => {
  // Poppler wraps what runs from right to left in marks of its own.
  expect(await textOf('\u202Eمحمد علي')).toMatch(/محمد علي/);
});

it('puts a question mark where the font has no sign, rather than nothing', async () => {
  expect(await textOf('王 Li')).toContain('? Li');
});

it('keeps the longest names on one page, code and all', async () => {
  const long = 'M'.repeat(200);
  const text = await textOf(`${long} ${long}`, {
    ...HEAD,
    employerName: 'Syndicat '.repeat(22).trim(),
    activationUrl: `https://${'coffre-'.repeat(20)}.example.org/activation`,
  });
  expect(text.match(/M/g)?.length).toBeGreaterThanOrEqual(400);
  expect(text).toContain('7K2M-ABCD-EFGH-1234');
  expect(text).toContain('remettre une nouvelle lettre');
  expect(text.split('\f')).toHaveLength(2);
});
