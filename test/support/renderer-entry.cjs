/** The renderer program, run from its source: pass this file as the page renderer's `entry`. */
require('./run-typescript.cjs');
require('../../services/ingestion/page-image/renderer-process.ts');
