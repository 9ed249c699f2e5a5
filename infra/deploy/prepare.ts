import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load-config';
import { migrate } from '../postgres/migrate';
import { describeFailure } from '../process/describe-failure';
import { openStore, s3Options } from '../storage/open-store';
import { createBuckets } from '../storage/s3-buckets';

/**
 * `prepare.js --migrations DIR [--buckets]`: runs before the programs of a new
 * version start, and ends. Migrations, in the owner's role; with `--buckets`,
 * the buckets of an S3 server that belongs to this installation. Safe to run
 * again, and beside another one.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { migrations: { type: 'string' }, buckets: { type: 'boolean', default: false } },
  });
  if (values.migrations === undefined) throw new Error('--migrations is needed');
  const { ownerDatabaseUrl, store, limits } = loadConfig(['ownerDatabaseUrl', 'store']);
  const migrations = await migrate(ownerDatabaseUrl, values.migrations);
  if (values.buckets && store.kind === 's3') await createBuckets(s3Options(store, limits.storageCallSeconds));
  // Better here than in the programs that start next.
  await openStore(store, limits.storageCallSeconds).check();
  process.stdout.write(`${JSON.stringify({ ready: true, migrations })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
});
