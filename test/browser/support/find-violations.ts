import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.1 AA, and the French reference on top of it. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'RGAAv4'];

/**
 * What react-aria has a screen reader say, once: it stays for seconds, and names a button
 * ("busy") that may have left the page since.
 */
const SAID_ALREADY = '[data-live-announcer]';

/**
 * What axe-core finds on the page as it stands: rule, element, why.
 */
export async function findViolations(page: Page): Promise<string[]> {
  // Evaluated by the debugger: the page's own policy would refuse a script element, rightly.
  await page.evaluate(`window.axe === undefined && (() => { ${AXE} })()`);
  const results: AxeResults = await page.evaluate(
    `axe.run({ exclude: [${JSON.stringify(SAID_ALREADY)}] }, ${JSON.stringify({ runOnly: TAGS, resultTypes: ['violations'] })})`,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
