import fc from 'fast-check';
import { createRate, drawProgress } from '../../../../services/cli/push/draw-progress';
import { en } from '../../../../services/cli/push/messages/en';
import { fr } from '../../../../services/cli/push/messages/fr';
import { itemSentences } from '../../../../services/cli/push/messages/item-sentences';
import { createNarrator } from '../../../../services/cli/push/narrator';
import { countAttention, judgeBatch } from '../../../../services/cli/push/outcome';
import type { PushResult } from '../../../../services/cli/push/push-file';
import { writeCounts, writeSummary } from '../../../../services/cli/push/write-summary';
import { MATCH_CODES } from '../../../../services/ingestion/matching/match-outcome';

const BATCH: PushResult['batch'] = {
  id: '0199e8a0-0000-7000-8000-000000000000',
  reference: 'paie',
  period: '2026-10',
  state: 'completed',
  failure: null,
  blocked: null,
  counts: { deposited: 1, quarantined: 2, rejected: 0 },
  received: 3,
  dryRun: false,
  publishAt: null,
  content: null,
  proposal: null,
  confirmedAt: null,
};
const ITEM = {
  file: 'bp_1.pdf',
  pages: '1',
  state: 'quarantined',
  code: 'claim-disagrees',
  reason: 'a reason',
};
const RESULT: PushResult = {
  batch: BATCH,
  outcome: 'attention',
  attentionTotal: 2,
  attention: [ITEM],
  sha256: '',
  head: null,
};

describe('the outcome', () => {
  it.each([
    [{ deposited: 3 }, 'deposited'],
    [{ deposited: 1, duplicate: 1, 'to-print': 1 }, 'deposited'],
    [{ duplicate: 3 }, 'deposited'],
    [{ deposited: 2, quarantined: 1 }, 'attention'],
    [{ deposited: 2, rejected: 1 }, 'attention'],
    [{ cancelled: 3 }, 'attention'],
    [{}, 'deposited'],
  ])('of a completed batch of %j is %s', (counts: Record<string, number>, outcome) => {
    expect(judgeBatch({ state: 'completed', counts, proposal: null })).toBe(outcome);
  });

  it('of one that waits for a person, or was cancelled, is attention', () => {
    expect(judgeBatch({ ...BATCH, state: 'matching', counts: {} })).toBe('attention');
    expect(judgeBatch({ ...BATCH, state: 'cancelled', counts: { deposited: 3 } })).toBe('attention');
  });

  it('of a dry run is what it proposes', () => {
    const proposal = { ready: 3, toCheck: 0, unreadable: 0, duplicates: 1, toPrint: 1 };
    const tried = { state: 'proposed', counts: { pending: 5 } };
    expect(judgeBatch({ ...tried, proposal })).toBe('deposited');
    expect(judgeBatch({ ...tried, proposal: { ...proposal, toCheck: 1 } })).toBe('attention');
    expect(countAttention({ ...tried, proposal: { ...proposal, toCheck: 1, unreadable: 2 } })).toBe(3);
  });
});

describe('the summary', () => {
  it('counts in words, says what each item needs, and where the rest stands', () => {
    expect(writeSummary(RESULT, { say: fr, language: 'fr', report: 'rapport.csv' })).toEqual([
      '3 reçus = 1 déposé + 2 en quarantaine',
      '2 éléments demandent une intervention :',
      '  bp_1.pdf: en quarantaine (claim-disagrees)',
      expect.stringMatching(
        /^ {6}Le manifeste ne dit pas la même chose.* À traiter par les RH dans le portail\.$/,
      ),
      '… et 1 de plus : voir rapport.csv.',
    ]);
    expect(writeSummary(RESULT, { say: en, language: 'en', report: null }).slice(0, 2)).toEqual([
      '3 received = 1 deposited + 2 quarantined',
      '2 items need somebody:',
    ]);
  });

  it('falls back on reason and state for codes and states of a newer server', () => {
    const item = { ...ITEM, file: '', pages: '3,2', code: 'new-code' };
    const lines = writeSummary({ ...RESULT, attention: [item] }, { say: fr, language: 'fr', report: null });
    expect(lines.slice(2, 4)).toEqual([
      '  p. 3,2: en quarantaine (new-code)',
      '      a reason À traiter par les RH dans le portail.',
    ]);
    expect(writeCounts({ received: 2, counts: { frozen: 2 } }, fr)).toBe('2 reçus = 2 frozen');
  });

  it('lets no control character of a file name through', () => {
    const item = { ...ITEM, file: '\u001b[2J\r\nok.pdf\u202e', reason: '\u0007', code: null };
    const lines = writeSummary({ ...RESULT, attention: [item] }, { say: fr, language: 'fr', report: null });
    for (const line of lines) expect(line).not.toMatch(/\p{C}/u);
  });

  it('has a sentence for every code of matching, in both languages', () => {
    for (const code of Object.keys(MATCH_CODES)) {
      const [french = '', english = ''] = itemSentences[code] ?? [];
      expect([code, french.length > 20, english.length > 20, french !== english]).toEqual([
        code,
        true,
        true,
        true,
      ]);
    }
  });
});

describe('the line that changes', () => {
  it('never passes the width of the terminal, nor 100 %', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 40),
        fc.nat(2 ** 40),
        fc.nat(1e9),
        fc.integer({ min: 1, max: 300 }),
        (a, b, rate, columns) => {
          const [sent, size] = [Math.min(a, b), Math.max(a, b)];
          const line = drawProgress({ sent, size, bytesPerSecond: rate }, fr, columns);
          expect(line.length).toBeLessThan(Math.max(columns, 1));
          expect(Number(/(\d+) %/.exec(line)?.[1] ?? 0)).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  it('shows part, bytes, rate and what is left', () => {
    expect(drawProgress({ sent: 5e7, size: 2e8, bytesPerSecond: 1e7 }, en, 120)).toBe(
      'Sending  [██████░░░░░░░░░░░░░░░░░░]   25 %  50 MB / 200 MB  10 MB/s  15 s left',
    );
  });

  it('takes what a former run has sent for no speed', () => {
    let now = 0;
    const rateOf = createRate(() => now);
    expect(rateOf(1_000_000)).toBeNull();
    now = 1_000;
    expect(rateOf(1_500_000)).toBe(500_000);
    // Taken back after a cut.
    expect(rateOf(900_000)).toBeNull();
    now = 3_000;
    expect(rateOf(1_100_000)).toBe(100_000);
  });
});

describe('telling', () => {
  function tell(isTTY: boolean) {
    const written: string[] = [];
    let now = 0;
    const screen = { write: (text: string) => written.push(text), isTTY, columns: 100 };
    const narrator = createNarrator(screen, fr, () => now);
    for (let sent = 0; sent <= 1_000; sent += 1) {
      now += 10;
      narrator.tell({ kind: 'bytes', sent, size: 1_000 });
    }
    for (let n = 0; n < 3; n += 1) narrator.tell({ kind: 'state', batch: { ...BATCH, state: 'matching' } });
    narrator.end();
    return written;
  }

  it('writes a few whole lines where nobody watches', () => {
    const written = tell(false);
    // One in ten parts, and one for the state, however often it is asked for.
    expect(written).toHaveLength(12);
    expect(written.at(-1)).toBe('rapprochement avec les agents\n');
    for (const line of written) expect(line).toMatch(/^\P{C}+\n$/u);
  });

  it('redraws one line where somebody does, no faster than an eye follows, and leaves none behind', () => {
    const written = tell(true);
    expect(written.length).toBeLessThan(110);
    expect(written.filter((text) => text.includes('\n'))).toEqual([]);
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });
});
