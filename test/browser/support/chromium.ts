import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export interface RunningChromium {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * Debian's, built without windows: the same pages for a quarter less of the processor, since
 * Debian's launcher of the one with windows has a GPU drawn by software. Another can be named.
 */
const EXECUTABLE = process.env.COFFRE_TEST_CHROMIUM ?? '/usr/bin/chromium-headless-shell';

/** It asks nobody for anything: no updates, no sync, no lists, no QUIC. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Starts Chromium without a window, its home in a folder of its own that goes with it. */
export async function startChromium(): Promise<RunningChromium> {
  const home = await mkdtemp(path.join(tmpdir(), 'coffre-chromium-'));
  try {
    const browser = await chromium.launch({
      executablePath: EXECUTABLE,
      args: QUIET,
      // Containers and root offer no user namespaces; the pages are our own.
      chromiumSandbox: false,
      env: { PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home, LANG: 'fr_FR.UTF-8' },
    });
    return {
      browser,
      async close() {
        await browser.close();
        await rm(home, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}
