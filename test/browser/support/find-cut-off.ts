import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from './repository';

const SCRIPT = readFileSync(path.join(ROOT, 'test/browser/support/in-page/cut-off.js'), 'utf8');

/** What cannot be seen or reached on the page at its present width. */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(SCRIPT);
}
