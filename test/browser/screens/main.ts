import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../support/chromium';
import { ROOT } from '../support/repository';
import { openVisitor } from '../support/visitor';
import { SCREENS } from './catalogue';
import { type Language, type Screen, settle, showScreen, visitOf } from './screen';
import { openWorld, type World } from './world';

const OUTPUT = path.join(ROOT, 'demo-output/screens');
const LANGUAGES: readonly Language[] = ['fr', 'en'];
const THEMES = ['light', 'dark'] as const;
const DEVICES = {
  phone: { width: 390, height: 844, phone: true },
  desktop: { width: 1280, height: 900, phone: false },
} as const;
type Device = keyof typeof DEVICES;
const DEVICE_NAMES = ['phone', 'desktop'] as const satisfies readonly Device[];
/** Screens under way at the same time. */
const HANDS = 3;

/** `npm run screens [-- PART]`: a picture of every screen, or of those whose name holds PART. */
async function main(): Promise<number> {
  const part = process.argv[2] ?? '';
  const start = performance.now();
  if (part === '') await rm(OUTPUT, { recursive: true, force: true });
  await mkdir(OUTPUT, { recursive: true });
  const world = await openWorld();
  const chromium = await startChromium();
  const interrupted = () => void close().then(() => process.exit(130));
  const close = async () => {
    await chromium.close();
    await world.installation.close();
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const wanted = SCREENS.filter(({ name }) => name.includes(part));
    const tasks = LANGUAGES.flatMap((language) =>
      DEVICE_NAMES.flatMap((device) => wanted.map((screen) => ({ screen, language, device }))),
    );
    const faults: string[] = [];
    const work = async () => {
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
        const { screen, language, device } = task;
        const found = await picture(chromium.browser, world, task).catch((error: Error) => [error.message]);
        faults.push(...found.map((fault) => `${screen.name} (${device}, ${language}): ${fault}`));
      }
    };
    await Promise.all(Array.from({ length: HANDS }, work));
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(
      `${wanted.length} screens, phone and desktop, light and dark, French and English: ${OUTPUT} (${seconds} s)`,
    );
    for (const fault of faults) console.error(fault);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await close();
  }
}

interface Task {
  readonly screen: Screen;
  readonly language: Language;
  readonly device: Device;
}

/** Brought into its state once for each language and device; the theme then changes under it. @returns its faults */
async function picture(
  browser: Browser,
  world: World,
  { screen, language, device }: Task,
): Promise<readonly string[]> {
  const as = screen.who === 'nobody' ? null : world.people[screen.who];
  const { url } = world.installation;
  const { context, page, watch } = await openVisitor(browser, { url, as, language, ...DEVICES[device] });
  try {
    if (screen.outage === true) watch.allowOutage();
    await showScreen(screen, visitOf(page, world, language));
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await settle(screen, page);
      const file = `${screen.name}-${device}-${theme}-${language}.png`;
      await shoot(page, path.join(OUTPUT, file));
    }
    return watch.faults;
  } finally {
    await context.close();
  }
}

/** The whole page from its top; under a question, what a person sees of it: the veil is as high as the window. */
async function shoot(page: Page, file: string): Promise<void> {
  const asks = (await page.locator('[role="dialog"], [role="alertdialog"]').count()) > 0;
  if (!asks) await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: file, fullPage: !asks });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error.stack ?? error.message);
    process.exitCode = 1;
  },
);
