import { ConfigError } from '../config/config-error';
import { maskText } from '../telemetry/redact';

/**
 * Why a program did not start, for the people who start it: the error, and what
 * caused it a line each, for a code alone names no bucket and no file. Masked as the log is.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return maskText(String(error));
  const lines = [error.stack ?? error.message];
  for (let { cause } = error; cause instanceof Error; { cause } = cause) {
    lines.push(`caused by ${cause.name}: ${cause.message}`);
  }
  return lines.map(maskText).join('\n');
}
