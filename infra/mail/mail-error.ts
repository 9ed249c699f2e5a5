/** `mail-unavailable`: later may help. `mail-refused`: this mail will never be taken. */
export type MailErrorCode = 'mail-unavailable' | 'mail-refused';

export class MailError extends Error {
  constructor(
    readonly code: MailErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'MailError';
  }
}
