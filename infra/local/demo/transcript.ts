/** An account that the demo made: shown so that a reader can use it. */
export interface SignIn {
  readonly who: string;
  readonly login: string;
  readonly password: string;
}

/** What the demo tells, step by step, and whether all of it held. */
export class Transcript {
  private readonly failures: string[] = [];
  private step = 0;

  constructor(private readonly write: (line: string) => void) {}

  title(text: string): void {
    this.step += 1;
    this.write(`\n${this.step}. ${text}`);
  }

  say(text: string): void {
    this.write(`   ${text}`);
  }

  /** Something that must hold for the demo to succeed. */
  check(holds: boolean, text: string): void {
    this.write(`   ${holds ? '✓' : '✗'} ${text}`);
    if (!holds) this.failures.push(text);
  }

  get failed(): readonly string[] {
    return this.failures;
  }
}
