import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { Logger } from '../ports/logger';
import { maskText, redact } from './redact';

export interface LoggerOptions {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  /** Which program speaks: `api`, `worker`, `cli`. */
  readonly program: string;
  /** Standard output where absent. */
  readonly destination?: DestinationStream;
}

/** One JSON object a line. Everything passes {@link redact} first, messages and errors included. */
export function createLogger({ level, program, destination }: LoggerOptions): Logger {
  const options = { level, base: { program }, timestamp: pino.stdTimeFunctions.isoTime };
  return wrap(destination === undefined ? pino(options) : pino(options, destination));
}

function wrap(logger: PinoLogger): Logger {
  return {
    info: (fields, message) => logger.info(redactFields(fields), maskText(message)),
    warn: (fields, message) => logger.warn(redactFields(fields), maskText(message)),
    error: (fields, message) => logger.error(redactFields(fields), maskText(message)),
    child: (fields) => wrap(logger.child(redactFields(fields))),
  };
}

/** An error given in place of fields is one field of its own, not its properties. */
function redactFields(fields: object): object {
  return Object(redact(fields instanceof Error ? { error: fields } : fields));
}
