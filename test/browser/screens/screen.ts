import type { Locator, Page } from 'playwright-core';
import { waitUntil } from '../support/installation';
import { spoken } from '../support/say';
import type { Who, World } from './world';

export type Language = 'fr' | 'en';

/** A page that is open, for who brings it into a state. */
export interface Visit {
  readonly page: Page;
  readonly world: World;
  /** Sentences of a catalogue of the portal, in the page's language. */
  text<T>(catalogue: Readonly<Record<Language, T>>): T;
  button(name: string): Locator;
  link(name: string): Locator;
  field(name: string): Locator;
}

/** One screen in one state: looked at by axe-core, at 320 px, at 200 %, and by people as a picture. */
export interface Screen {
  /** `area_screen_state` */
  readonly name: string;
  readonly who: Who;
  /** The route as `areas/<area>/routes.ts` has it, HR's with `/rh/:employerId/` before it. */
  readonly route: string;
  /** What stands for the parameters of the route. */
  readonly at?: (world: World) => Readonly<Record<string, string>>;
  /** Query of the address: `?annee=2025`. */
  readonly search?: string;
  /** Before the page is opened: a connection that is slow. */
  readonly before?: (visit: Visit) => Promise<unknown>;
  /** Brings the open page into its state. */
  readonly prepare?: (visit: Visit) => Promise<unknown>;
  /** Something on it loads for ever: that is the state. */
  readonly unfinished?: boolean;
  /** Part of it is that no server answers. */
  readonly outage?: boolean;
}

export function visitOf(page: Page, world: World, language: Language): Visit {
  return {
    page,
    world,
    text: (catalogue) => catalogue[language],
    button: (name) => page.getByRole('button', { name: spoken(name), exact: true }),
    link: (name) => page.getByRole('link', { name: spoken(name), exact: true }),
    field: (name) => page.getByLabel(spoken(name), { exact: true }),
  };
}

export function addressOf({ route, at, search = '' }: Screen, world: World): string {
  const parameters: Readonly<Record<string, string>> = {
    employerId: world.employer.id,
    ...at?.(world),
  };
  const path = route.replaceAll(/:(\w+)(\??)/g, (_whole, name: string, optional: string) => {
    const value = parameters[name] ?? (optional === '' ? undefined : '');
    if (value === undefined) throw new Error(`nothing stands for ${name} of ${route}`);
    return encodeURIComponent(value);
  });
  return (route === '*' ? '' : path) + search;
}

const SETTLED_MS = 20_000;

/** Opens the screen and brings it into its state. */
export async function showScreen(screen: Screen, visit: Visit): Promise<void> {
  await screen.before?.(visit);
  await visit.page.goto(addressOf(screen, visit.world));
  await settle(screen, visit.page);
  await screen.prepare?.(visit);
  await settle(screen, visit.page);
}

/** Nothing loads any more, and what moves or changes colour has arrived. */
export async function settle({ unfinished = false }: Screen, page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  const isSettled = `(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const loads = document.querySelector('[class*="skeleton"], [aria-busy="true"], [data-pending="true"]');
    return (${unfinished} || loads === null)
      && document.fonts.status === 'loaded'
      && document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== 'running');
  })()`;
  // By the debugger, not by `waitForFunction`: that evaluates inside the page, where its policy forbids it.
  await waitUntil(
    async () => ((await page.evaluate(isSettled)) === true ? true : null),
    page.url(),
    SETTLED_MS,
  );
}
