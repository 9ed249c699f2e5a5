interface Sent {
  /** On the officer's own disk: it stays in this window, the service is never told. */
  readonly fileName: string;
}

/** What the form hands over to the page that says what became of the document. */
export function sentState(file: File): Sent {
  return { fileName: file.name };
}

/** NULL for who comes from elsewhere. @param state of the window's history: anything may stand there */
export function fileNameOf(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('fileName' in state)) return null;
  return typeof state.fileName === 'string' ? state.fileName : null;
}
