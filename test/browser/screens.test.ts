import { SCREENS } from './screens/catalogue';
import { settle, showScreen, visitOf } from './screens/screen';
import { openWorld, type World } from './screens/world';
import { findCutOff } from './support/find-cut-off';
import { findViolations } from './support/find-violations';
import { openTestBrowser } from './support/test-browser';

/** 320 px is a phone, and 1280 px at 400 % (WCAG 1.4.10). 640 px at two pixels each is 1280 px at 200 %. */
const WIDTHS = [640, 320] as const;
const HEIGHT = 800;

const browser = openTestBrowser();
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.installation.close());

/** Every screen of the catalogue in each of its states, on a device of its own. */
it.each(SCREENS.map((screen) => [screen.name, screen] as const))(
  '%s: no barrier in either theme, nothing lost at 200 % or on a narrow phone',
  async (_name, screen) => {
    const as = screen.who === 'nobody' ? null : world.people[screen.who];
    const { page, watch } = await browser.visit({ url: world.installation.url, as, scale: 2 });
    if (screen.outage === true) watch.allowOutage();
    await showScreen(screen, visitOf(page, world, 'fr'));
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await settle(screen, page);
      for (const violation of await findViolations(page)) found.push(`${colorScheme}: ${violation}`);
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      await settle(screen, page);
      for (const loss of await findCutOff(page)) found.push(`${width} px: ${loss}`);
    }
    // What a phone shows otherwise has barriers of its own.
    for (const violation of await findViolations(page)) found.push(`phone: ${violation}`);
    expect(found).toEqual([]);
  },
);
