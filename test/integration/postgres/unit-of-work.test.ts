import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Actor, DatabaseUnavailableError, type UnitOfWork } from '../../../infra/ports/unit-of-work';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import { openTestDatabase } from '../../support/postgres';

const SYSTEM: Actor = { scope: { kind: 'system' }, role: 'system', id: null };

let close: () => Promise<void>;
let uow: UnitOfWork;
/** Of the server's superuser. */
let admin: Client;
beforeAll(async () => {
  const database = await openTestDatabase();
  const source = await openDataSource({ url: database.urls.worker, entities: [], poolSize: 2 });
  uow = createUnitOfWork(source);
  admin = new Client({ connectionString: database.urls.admin });
  await admin.connect();
  close = async () => {
    await source.destroy();
    await admin.end();
    await database.drop();
  };
});
afterAll(() => close());

describe('a connection that the server ends inside a transaction', () => {
  test.each([0, 1, 10, 300])('is an outage, whatever asks %i ms later', async (pause) => {
    for (const next of ['commit', 'statement'] as const) {
      const ended = uow.run(SYSTEM, async (tx) => {
        const [{ pid }] = await tx.query('select pg_backend_pid() as pid');
        const { rows } = await admin.query('select pg_terminate_backend($1) as ended', [pid]);
        expect(rows).toEqual([{ ended: true }]);
        await delay(pause);
        if (next === 'statement') await tx.query('select 1');
      });
      await expect(ended).rejects.toThrow(DatabaseUnavailableError);
    }
  });

  test('costs the next transaction nothing', async () => {
    await expect(uow.run(SYSTEM, (tx) => tx.query('select 1 as one'))).resolves.toEqual([{ one: 1 }]);
  });
});

test('what fails for its own reason is no outage', async () => {
  await expect(uow.run(SYSTEM, (tx) => tx.query('select 1 / 0'))).rejects.not.toThrow(
    DatabaseUnavailableError,
  );
});
