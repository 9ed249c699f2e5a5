#!/usr/bin/env node
/**
 * The `coffre` command. Each command is loaded when it is asked for: verifying
 * a file loads neither database nor signer.
 */
import { parseArgs } from 'node:util';
import { isUsageError, UsageError } from './usage-error';

const USAGE = `usage:
  coffre admin create-operator [--name NAME] [--if-none]
                                               first start: prints a one-time code
  coffre keys create --origin NAME --dir DIR   KEKs and journal key, once
  coffre verify FILE... [--trust DIR]          offline; exit 0 verified, 1 broken, 2 cannot tell
  coffre push FILE --employer SIRET --period YYYY-MM
      [--reference R] [--kind payroll|hr|backfill] [--format zip|merged-pdf|pdf] [--source S]
      [--dry-run] [--publish-at T] [--report FILE.csv|FILE.json] [--json] [--quiet] [--lang fr|en]
      [--url URL] [--client-id ID] [--secret-file FILE] [--trust DIR] [--state DIR]
      [--patience SECONDS] [--wait SECONDS]    sends a batch and follows it; exit 0 all deposited,
                                               3 some items need attention, 1 failed; environment:
                                               COFFRE_URL, COFFRE_CLIENT_ID, COFFRE_CLIENT_SECRET or
                                               COFFRE_CLIENT_SECRET_FILE
`;

async function main([command, ...rest]: readonly string[]): Promise<number> {
  if (command === 'verify') {
    const { verifyFiles } = await import('./verify.js');
    const { positionals, values } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: { trust: { type: 'string' } },
    });
    if (positionals.length === 0) throw new UsageError('no file to verify');
    return verifyFiles({
      files: positionals,
      trustDir: values.trust,
      print: (line) => process.stdout.write(`${line}\n`),
    });
  }
  if (command === 'push') {
    const { pushCommand } = await import('./push.js');
    return pushCommand(rest, process.env, { out: process.stdout, error: process.stderr });
  }
  if (command === 'admin' && rest[0] === 'create-operator') {
    const { createOperatorCommand } = await import('./create-operator.js');
    return createOperatorCommand(rest.slice(1), process.stdout);
  }
  if (command === 'keys' && rest[0] === 'create') {
    const { createKeysCommand } = await import('./create-keys.js');
    return createKeysCommand(rest.slice(1));
  }
  throw new UsageError('no such command');
}

/** A mistake in the call is no verdict, and neither is a failure of `verify`: 1 says that a file is broken. */
function exitCodeOf(error: Error, command: string | undefined): number {
  return command === 'verify' || isUsageError(error) ? 2 : 1;
}

const given = process.argv.slice(2);

// A process with nothing left to wait for ends with 0, also where a promise was never kept: no verdict is no success.
process.exitCode = exitCodeOf(new Error('no verdict'), given[0]);

main(given).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n${isUsageError(error) ? USAGE : ''}`);
    process.exitCode = exitCodeOf(error, given[0]);
  },
);
