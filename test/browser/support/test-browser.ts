import { type RunningChromium, startChromium } from './chromium';
import { openVisitor, type VisitOptions, type Visitor } from './visitor';

export interface TestBrowser {
  /** Closed, and its faults judged, when the test ends. */
  visit(options: VisitOptions): Promise<Visitor>;
}

/** One Chromium for a test file; no page of any test may have done what it must not. */
export function openTestBrowser(): TestBrowser {
  let chromium: RunningChromium;
  let visitors: Visitor[] = [];
  beforeAll(async () => {
    chromium = await startChromium();
  });
  afterEach(async () => {
    const past = visitors;
    visitors = [];
    for (const { context } of past) await context.close();
    expect(past.flatMap(({ watch }) => watch.faults)).toEqual([]);
  });
  afterAll(() => chromium.close());
  return {
    async visit(options) {
      const visitor = await openVisitor(chromium.browser, options);
      visitors.push(visitor);
      return visitor;
    },
  };
}
