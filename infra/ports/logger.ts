/** Structured log. Fields are ids, counts and codes: never a name, a number of a person, a secret or a file name. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}
