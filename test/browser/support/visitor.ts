import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Person } from './installation';
import { type Watch, watchPages } from './watch-page';

export interface VisitOptions {
  readonly url: string;
  /** Signed in already; NULL or absent: nobody. */
  readonly as?: Person | null;
  readonly language?: 'fr' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the device to one of the page: 2 is a zoom of 200 % in a window twice as wide. */
  readonly scale?: number;
  /** A device for fingers, whose viewport is what the page asks for. */
  readonly phone?: boolean;
}

/** A device on which somebody looks at the portal. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
}

/** Far from Paris, whose time the portal tells everywhere. */
const TIME_ZONE = 'Indian/Reunion';

export async function openVisitor(browser: Browser, options: VisitOptions): Promise<Visitor> {
  const { url, as = null, language = 'fr', theme = 'light', width = 1280, height = 900, scale = 1 } = options;
  const { phone = false } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    deviceScaleFactor: scale,
    hasTouch: phone,
    isMobile: phone,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: TIME_ZONE,
    colorScheme: theme,
    // Nothing is judged or pictured half-way through a movement.
    reducedMotion: 'reduce',
    acceptDownloads: true,
    storageState: {
      cookies: [],
      origins: [{ origin: url, localStorage: [{ name: 'portal.language', value: language }] }],
    },
  });
  context.setDefaultTimeout(20_000);
  const watch = await watchPages(context, url);
  if (as !== null) await presentSession(context, url, as);
  return { context, page: await context.newPage(), watch };
}

/** The browser holds this person's session. */
export async function presentSession(
  context: BrowserContext,
  url: string,
  { cookie }: Person,
): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }]);
}
