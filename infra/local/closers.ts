/** What was opened, to be closed in reverse order, once, whatever fails on the way. */
export interface Closers {
  readonly closing: boolean;
  add(close: () => Promise<void>): void;
  /** Called again while it runs, waits for the same end. */
  closeAll(): Promise<void>;
}

export function createClosers(onError: (error: unknown) => void): Closers {
  const open: (() => Promise<void>)[] = [];
  let closed: Promise<void> | undefined;

  async function closeInReverse(): Promise<void> {
    for (let close = open.pop(); close !== undefined; close = open.pop()) {
      try {
        await close();
      } catch (error) {
        // The others still have to be closed.
        onError(error);
      }
    }
  }

  return {
    get closing() {
      return closed !== undefined;
    },
    add(close) {
      open.push(close);
      // Opened while all was being closed, after a loss during the start.
      if (closed !== undefined) closed = closed.then(closeInReverse);
    },
    closeAll() {
      closed ??= closeInReverse();
      return closed;
    },
  };
}
