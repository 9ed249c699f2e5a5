/** The verifier program with faults that a file names: what a flaw of a parser would do to the process. */
process.on('message', ({ pdf }) => {
  const text = Buffer.from(pdf).toString('latin1', 0, 64);
  if (text.includes('dying')) process.exit(7);
  if (text.includes('stubborn')) for (;;);
  if (text.includes('hungry')) for (const held = []; ; ) held.push(Buffer.alloc(2 ** 24, 1));
});
require('../../support/verifier-entry.cjs');
