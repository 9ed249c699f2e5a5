export type DirectoryErrorCode =
  | 'employer-not-found'
  | 'employment-not-found'
  | 'siret-invalid'
  | 'siret-taken'
  | 'employer-name-invalid'
  | 'notice-date-invalid'
  | 'settings-invalid'
  | 'cursor-invalid'
  /** The agents' file as a whole: nothing of it was imported. */
  | 'not-utf8'
  | 'csv-empty'
  | 'csv-malformed'
  | 'column-missing'
  | 'column-twice'
  | 'over-limit';

/** Where in a file, or which column: never what stands there. */
export interface DirectoryErrorDetail {
  readonly line?: number;
  readonly columns?: readonly string[];
}

export class DirectoryError extends Error {
  constructor(
    readonly code: DirectoryErrorCode,
    readonly detail: DirectoryErrorDetail = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'DirectoryError';
  }
}
