/**
 * Runs a command from its TypeScript source, its dynamic imports included:
 * node --require run-cli.cjs services/cli/main.ts …
 */
const { existsSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformFileSync } = require('@swc/core');

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  const source = request.startsWith('.') ? request.replace(/\.js$/, '.ts') : request;
  const found = parent?.path !== undefined && existsSync(path.resolve(parent.path, source));
  return resolve.call(Module, found ? source : request, parent, ...rest);
};

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformFileSync(filename, {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
