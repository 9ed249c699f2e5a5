import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { IsNull } from 'typeorm';
import { createSystemClock } from '../../infra/clock/system-clock';
import { loadConfig } from '../../infra/config/load-config';
import { loadKekFile } from '../../infra/encryption/kek-file';
import { createKeyRing } from '../../infra/encryption/key-ring';
import { createObjectCipher } from '../../infra/encryption/object-cipher';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import { openDataSource } from '../../infra/postgres/data-source';
import { createUnitOfWork } from '../../infra/postgres/unit-of-work';
import { DIRECTORY_TABLES } from '../directory/tables';
import { createOperator } from '../identity/create-operator';
import { IDENTITY_TABLES, RoleGrant } from '../identity/tables';
import { createJournal } from '../journal/append-entries';
import { originOf } from '../journal/origin';

/**
 * `coffre admin create-operator`: maintenance, journaled. Prints the code, which is shown this once.
 *
 * @param args.if-none does and prints nothing once an administrator has activated an account: a code that was lost is replaced
 */
export async function createOperatorCommand(
  args: readonly string[],
  out: { write(text: string): unknown },
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      name: { type: 'string', default: 'Opérateur' },
      'if-none': { type: 'boolean', default: false },
    },
  });
  const config = loadConfig(['workerDatabaseUrl', 'kekFile', 'trust']);
  const clock = createSystemClock(
    config.clockOffsetFile === null ? {} : { offsetFile: config.clockOffsetFile },
  );
  const keys = createKeyRing(loadKekFile(config.kekFile));
  const dataSource = await openDataSource({
    url: config.workerDatabaseUrl,
    entities: [...DIRECTORY_TABLES, ...IDENTITY_TABLES],
    poolSize: 1,
  });
  try {
    const uow = createUnitOfWork(dataSource);
    if (values['if-none'] && (await hasAdministrator(uow))) return 0;
    const origin = originOf(readFileSync(config.trust.journalVkeyFile, 'utf8'));
    const { code } = await createOperator(
      {
        uow,
        clock,
        keys,
        cipher: createObjectCipher(),
        journal: createJournal({ keys, clock, origin }),
        limits: config.limits,
      },
      { name: values.name },
    );
    out.write(`${code}\n`);
    return 0;
  } finally {
    await dataSource.destroy();
  }
}

async function hasAdministrator(uow: UnitOfWork): Promise<boolean> {
  const reader: Actor = { scope: { kind: 'system' }, role: 'maintenance', id: null };
  return uow.run(reader, (tx) =>
    tx.getRepository(RoleGrant).existsBy({ role: 'operator-admin', revokedAt: IsNull() }),
  );
}
