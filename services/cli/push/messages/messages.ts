import type { PushErrorCode } from '../push-error';

/** Everything that `coffre push` says to a person. */
export interface Messages {
  readonly hashing: string;
  readonly sending: string;
  readonly sent: string;
  /** `size` and `rate` are written by {@link Messages.bytes}. */
  bytes(count: number): string;
  rate(bytesPerSecond: string): string;
  left(seconds: number): string;
  retry(what: string, seconds: number): string;
  keyOfFirstUse(origin: string): string;
  publishAtKept(at: string | null): string;
  opened(reference: string): string;
  resumed(reference: string, state: string): string;
  /** Batch and item states in words. */
  readonly batchStates: Readonly<Record<string, string>>;
  /** Items of a state, after their number. */
  readonly itemStates: Readonly<Record<string, readonly [one: string, several: string]>>;
  received(count: number): string;
  waitsFor(code: string, nextTryAt: string): string;
  readonly allDone: string;
  readonly proposed: string;
  readonly forAPerson: string;
  attention(count: number): string;
  more(count: number, report: string | null): string;
  /** What becomes of an item whose code says nothing to this client. */
  readonly statesMean: Readonly<Record<string, string>>;
  reportWritten(file: string): string;
  failed(code: string, detail: string | null): string;
  readonly errors: { readonly [C in PushErrorCode]: string } & Readonly<Record<string, string>>;
  /** After an interruption. */
  readonly resume: string;
  readonly logAlarm: string;
}

export type Language = 'fr' | 'en';

/** As POSIX orders the variables; anything but English is French, the product's language. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return /^en/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'fr';
}
