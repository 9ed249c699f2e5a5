import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSystemClock } from '../../../infra/clock/system-clock';

const YEAR = 365 * 86_400_000;
let folder: string;
let offsetFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-'));
  offsetFile = join(folder, 'offset');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('without an offset file it is the time of the machine', () => {
  expect(Math.abs(createSystemClock().now().getTime() - Date.now())).toBeLessThan(50);
});

test('an offset moves it, and a change of the offset is seen within 200 ms', async () => {
  writeFileSync(offsetFile, `${30 * YEAR}\n`);
  const clock = createSystemClock({ offsetFile });
  expect(Math.abs(clock.now().getTime() - Date.now() - 30 * YEAR)).toBeLessThan(50);
  writeFileSync(offsetFile, '-1000');
  await sleep(210);
  expect(Math.abs(clock.now().getTime() - Date.now() + 1000)).toBeLessThan(50);
});

test('an absent file is no offset, an empty one keeps the last, any other text throws', async () => {
  const clock = createSystemClock({ offsetFile });
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(50);
  writeFileSync(offsetFile, String(YEAR));
  await sleep(210);
  expect(clock.now().getTime()).toBeGreaterThan(Date.now() + YEAR / 2);
  writeFileSync(offsetFile, '');
  await sleep(210);
  expect(clock.now().getTime()).toBeGreaterThan(Date.now() + YEAR / 2);
  writeFileSync(offsetFile, 'tomorrow');
  await sleep(210);
  expect(() => clock.now()).toThrow('does not hold an integer');
});
