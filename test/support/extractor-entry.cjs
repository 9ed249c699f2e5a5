/** The extractor program, run from its source: pass this file as the page reader's `entry`. */
require('./run-typescript.cjs');
require('../../services/ingestion/page-text/extractor-process.ts');
