/** The command was called in a way that means nothing. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Ours, and what `parseArgs` of Node says of unknown or incomplete options. */
export function isUsageError(error: Error): boolean {
  if (error instanceof UsageError) return true;
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}
