import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 150_000;

/**
 * Prints the gzipped bytes of JavaScript that a browser needs before it shows
 * the first page (the entry, what it imports, and the sign-in page), and fails the build above
 * the limit.
 *
 * @param {string} firstPage source of the page that people meet first, relative to the portal
 * @returns {import('vite').Plugin}
 */
export function firstPageBudget(firstPage) {
  return {
    name: 'first-page-budget',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = chunks.filter((chunk) => chunk.isEntry || chunk.facadeModuleId?.endsWith(firstPage));
      if (!first.some((chunk) => !chunk.isEntry)) throw new Error(`${firstPage} is no chunk of its own`);
      const needed = new Set();
      const visit = (chunk) => {
        if (needed.has(chunk)) return;
        needed.add(chunk);
        for (const name of chunk.imports) visit(chunks.find((other) => other.fileName === name));
      };
      first.forEach(visit);
      const bytes = [...needed].reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
      process.stdout.write(
        `portal: ${bytes} bytes of JavaScript (gzip) before the first page, limit ${LIMIT_BYTES}\n`,
      );
      if (bytes > LIMIT_BYTES)
        throw new Error(`${bytes - LIMIT_BYTES} bytes over the limit of the first page`);
    },
  };
}
