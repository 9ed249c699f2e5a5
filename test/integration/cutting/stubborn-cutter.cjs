/**
 * The cutting program, which hangs, aborts or swallows memory on sources that
 * say so: what a parser's bug would do.
 */
require('../../support/cutter-entry.cjs');

let mark = '';
process.prependListener('message', (request) => {
  if (request.kind === 'part') mark = Buffer.from(request.data).toString('latin1').slice(-40);
  if (request.kind !== 'cut') return;
  if (mark.includes('%%HANG')) for (;;);
  if (mark.includes('%%DIE')) process.exit(1);
  const hoard = [];
  while (mark.includes('%%HOARD')) hoard.push(Buffer.alloc(1 << 20, hoard.length));
});
