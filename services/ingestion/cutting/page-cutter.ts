/** What one merged PDF may cost. */
export interface MergedPdfLimits {
  readonly maxBytes: number;
  readonly maxPages: number;
}

export interface PageCutterOptions {
  readonly limits: MergedPdfLimits;
  /** MiB of resident memory of the process, the source that it keeps included; it takes 100 before it holds any. */
  readonly maxMemory: number;
  /** Milliseconds for opening a source, and for each cut. */
  readonly stepTime: number;
  /** File of the cutting program, where it is not the compiled one beside this file. */
  readonly entry?: string;
}

/** Cuts slips out of one merged PDF, in a capped process of its own. */
export interface PageCutter {
  /**
   * Costs nothing yet: the source goes to the process at the first cut, and stays there until another
   * source is cut from or this one is closed. Who works on two sources in turn pays for sending each again.
   *
   * @param source kept by reference until `close`; may not change
   */
  open(source: Buffer): OpenSource;
  /** Ends the process; cuts that run or wait fail as unavailable. */
  stop(): Promise<void>;
}

/** One merged PDF. Its cuts may be called at once: they are made one after the other. */
export interface OpenSource {
  /**
   * A PDF of these pages alone: no glyph, image, form or name that they do not use, nothing of the document
   * around them (bookmarks, form fields, attachments, metadata, structure, scripts).
   *
   * The same source and pages give the same bytes on every machine and in every process: a retry compares
   * what an earlier, killed attempt left behind.
   *
   * @param pages from 1, in reading order (may be `[22, 21]`); at least one, none twice
   * @throws PageCutError: the file is at fault, others go on. PageReaderUnavailableError: no document is at fault
   */
  cut(pages: readonly number[]): Promise<Buffer>;
  /** Lets the process forget the source. Cuts that were asked for before are still made. */
  close(): void;
}
