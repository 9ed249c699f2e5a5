import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';

/**
 * A connection pool for one role. Entities come from the composition: infra
 * knows no capability. Schema changes are the migrations' alone.
 */
export async function openDataSource(options: {
  readonly url: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly poolSize: number;
}): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolSize: options.poolSize,
    connectTimeoutMS: 5_000,
    // A pooled client that the server drops is replaced at its next use; without
    // a handler node-postgres would end the process.
    poolErrorHandler: () => undefined,
    // Inside a transaction there is nothing but SQL: one that idles belongs to a process that stands
    // still, and its locks would keep all the others waiting.
    // Keep-alive: a server that vanished without a word sends no error, and who waits for its answer
    // would wait for ever.
    extra: {
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
  });
  return source.initialize();
}
