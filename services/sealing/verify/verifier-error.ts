/** Nothing is said of the file: no place is free for it, or no process can judge it. */
export class VerifierError extends Error {
  constructor(
    readonly code: 'verifier-busy' | 'verifier-unavailable' | 'body-too-slow',
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'VerifierError';
  }
}
