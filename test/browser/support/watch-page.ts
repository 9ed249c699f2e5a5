import type { BrowserContext, Page, Response } from 'playwright-core';

/** What went wrong on pages where nothing may: each a sentence. */
export interface Watch {
  readonly faults: readonly string[];
  /** From now on calls may find no server, or one that is ill. */
  allowOutage(): void;
}

/** Reported by the browser when a page does what its policy forbids, wherever it happens. */
const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP: ' + event.violatedDirective + ' refused ' + event.blockedURI + ' at ' + event.sourceFile + ':' + event.lineNumber));`;

/**
 * Listens to every page of a context: a violation of the content security
 * policy, a request to anybody else, an error on the console or one that nobody
 * caught, an answer that is a bug. A refusal of the API (4xx) is none: screens speak of those.
 */
export async function watchPages(context: BrowserContext, url: string): Promise<Watch> {
  const { origin } = new URL(url);
  const faults: string[] = [];
  let outage = false;
  await context.addInitScript(REPORT_VIOLATIONS);
  context.on('request', (request) => {
    const address = new URL(request.url());
    const own = address.origin === origin || ['data:', 'blob:', 'about:'].includes(address.protocol);
    if (!own) faults.push(`foreign request: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (isBug(response) && !outage) faults.push(`${response.status()}: ${response.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    // The browser's own line about a response, which is judged above, or about a server that is away.
    if (text.startsWith('Failed to load resource: the server responded')) return;
    if (text.startsWith('Failed to load resource: net::') && outage) return;
    faults.push(`console: ${text} (${message.location().url})`);
  });
  context.on('weberror', (error) => faults.push(`uncaught: ${String(error.error().stack)}`));
  context.on('page', (page: Page) => page.on('crash', () => faults.push('the page crashed')));
  return {
    faults,
    allowOutage() {
      outage = true;
    },
  };
}

/** The API refuses with 4xx; 409 and the like are answers. A file of the portal that is not there is none. */
function isBug(response: Response): boolean {
  const isCall = new URL(response.url()).pathname.startsWith('/v1/');
  return response.status() >= (isCall ? 500 : 400);
}
