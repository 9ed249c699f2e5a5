/** The cutting program, run from its source: pass this file as the page cutter's `entry`. */
require('./run-typescript.cjs');
require('../../services/ingestion/cutting/cutter-process.ts');
