/** The verifier program, run from its source: pass this file as the seal verifier's `entry`. */
require('./run-typescript.cjs');
require('../../services/sealing/verify/verifier-process.ts');
