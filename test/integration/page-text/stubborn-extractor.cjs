/**
 * The extractor program, which hangs, aborts or swallows memory on documents
 * that say so: what a parser's bug would do.
 */
require('../../support/extractor-entry.cjs');

process.prependListener('message', ({ pdf }) => {
  const text = Buffer.from(pdf).toString('latin1');
  if (text.includes('%%HANG')) for (;;);
  if (text.includes('%%DIE')) process.exit(1);
  const hoard = [];
  while (text.includes('%%HOARD')) hoard.push(Buffer.alloc(1 << 20, hoard.length));
});
