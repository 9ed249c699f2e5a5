import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { firstPageBudget } from './build/first-page-budget.mjs';
import { frenchSpaces } from './build/french-spaces.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  root: here,
  publicDir: false,
  build: {
    outDir: path.join(here, '../../dist/portal'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // Nothing as data: in a file that the content security policy would then have to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    target: 'es2022',
    rolldownOptions: {
      output: {
        // What every page needs changes less often than the pages.
        codeSplitting: {
          groups: [
            { name: 'frame', test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\// },
          ],
        },
      },
      // `'use client'` of libraries means nothing here.
      onLog(level, log, forward) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') forward(level, log);
      },
    },
  },
  // Its package offers only the build that warns developers; this is the other one.
  resolve: {
    alias: [
      {
        find: /^react-router$/,
        replacement: path.join(here, '../../node_modules/react-router/dist/production/index.mjs'),
      },
    ],
  },
  logLevel: 'warn',
  plugins: [frenchSpaces(), firstPageBudget('areas/access/sign-in-page.tsx')],
});
