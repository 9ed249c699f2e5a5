import {
  type DataSource,
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { errorCode } from '../error-code';
import { type Actor, DatabaseUnavailableError, type UnitOfWork } from '../ports/unit-of-work';

/** serialization_failure and deadlock_detected: the same work again may succeed (PostgreSQL, appendix A). */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/** Class 08 connection exceptions, 53300 too many connections, 57P0x shutdown, crash, cannot connect now. */
const UNAVAILABLE = /^(08|53300|57P0)/;
const UNAVAILABLE_SOCKET = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH)/;
/** node-postgres reports a server that went away by message only. */
const UNAVAILABLE_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered/;

/** TypeORM releases the runner of a transaction the moment its connection fails: COMMIT or a statement finds it gone. */
const GONE = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError] as const;

export function createUnitOfWork(source: DataSource): UnitOfWork {
  return {
    async run(actor, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await source.transaction(async (tx) => {
            await tx.query(SET_SCOPE, scopeParameters(actor));
            return work(tx);
          });
        } catch (error) {
          const code = sqlState(error);
          if (code !== undefined && RETRYABLE.has(code) && attempt < ATTEMPTS) continue;
          if (isUnavailable(error, code)) throw new DatabaseUnavailableError({ cause: error });
          throw error;
        }
      }
    },
  };
}

/** `true`: local to the transaction, so that a pooled connection carries no scope to its next user. */
const SET_SCOPE = `select set_config('app.scope', $1, true), set_config('app.employer', $2, true),
  set_config('app.account', $3, true)`;

function scopeParameters({ scope }: Actor): [string, string, string] {
  return [
    scope.kind,
    scope.kind === 'employer' ? scope.employerId : '',
    scope.kind === 'agent' ? scope.accountId : '',
  ];
}

function sqlState(error: unknown): string | undefined {
  return errorCode(error instanceof QueryFailedError ? error.driverError : error);
}

function isUnavailable(error: unknown, code: string | undefined): boolean {
  if (GONE.some((gone) => error instanceof gone)) return true;
  if (code !== undefined && (UNAVAILABLE.test(code) || UNAVAILABLE_SOCKET.test(code))) return true;
  return UNAVAILABLE_MESSAGE.test(String(error));
}
