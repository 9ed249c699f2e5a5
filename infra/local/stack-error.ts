/**
 * Why an installation does not start. Each says in its message what to do.
 *
 * - `in-use`: another launcher runs this folder
 * - `keys-missing`: there is data, and the keys it was encrypted under are not where they were
 * - `configuration`: variables that contradict each other
 */
export type StackErrorCode = 'in-use' | 'keys-missing' | 'configuration';

export class StackError extends Error {
  constructor(
    readonly code: StackErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StackError';
  }
}
