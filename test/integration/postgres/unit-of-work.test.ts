import { setTimeout as delay } from 'node:timers/promises';
import { type Actor, DatabaseUnavailableError, type UnitOfWork } from '../../../infra/ports/unit-of-work';
import { openDataSource } from '../../../infra/postgres/data-source';
import { createUnitOfWork } from '../../../infra/postgres/unit-of-work';
import { openTestDatabase } from '../../support/postgres';

const SYSTEM: Actor = { scope: { kind: 'system' }, role: 'system', id: null };

let close: () => Promise<void>;
let uow: UnitOfWork;
beforeAll(async () => {
  const database = await openTestDatabase();
  const source = await openDataSource({ url: database.urls.worker, entities: [], poolSize: 2 });
  uow = createUnitOfWork(source);
  close = async () => {
    await source.destroy();
    await database.drop();
  };
});
afterAll(() => close());

/** Ends its own connection: what comes after the pause finds it gone, at once finds it going. */
const CONNECTION_ENDS = 'select pg_terminate_backend(pg_backend_pid())';

describe('a connection that the server ends inside a transaction', () => {
  test.each([0, 1, 10, 300])('is an outage, whatever asks %i ms later', async (pause) => {
    for (const next of ['commit', 'statement'] as const) {
      const ended = uow.run(SYSTEM, async (tx) => {
        await tx.query(CONNECTION_ENDS).catch(() => undefined);
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
