const { relative, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What a folder's files take, longest first: whole installations under faults or in a browser, one store, no store. */
const ORDER = ['browser/screens', 'faults/', 'browser/', 'integration/', 'unit/'];

/**
 * On a machine that has run none of them yet, the files that take minutes start first: started
 * last, they would run on alone when everything else has ended.
 */
module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const file = relative(context.config.roots[0], path).split(sep).join('/');
      return ORDER.findIndex((start) => file.startsWith(start));
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
