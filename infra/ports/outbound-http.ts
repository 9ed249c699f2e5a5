export type OutboundErrorCode =
  /** Not an address that is ever called: scheme, form, or something in it that has no place there. */
  | 'url-invalid'
  | 'port-refused'
  /** It leads, or one of its addresses does, to where the public internet is not. */
  | 'address-refused'
  | 'host-unresolved'
  | 'connect-failed'
  | 'tls-failed'
  | 'timed-out'
  | 'connection-lost';

/** Without address, name or port: those may hold what is nobody else's business. */
export class OutboundError extends Error {
  constructor(
    readonly code: OutboundErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'OutboundError';
  }
}

/**
 * Calls addresses that somebody else chose. Nothing inside the network answers
 * it: every address that a name resolves to is judged, and the connection goes
 * to a judged one, whatever the name resolves to a moment later. No redirect is
 * followed, no proxy used, no certificate waved through.
 */
export interface OutboundHttp {
  /** Judges as a call would, without one. Throws {@link OutboundError}. */
  check(url: string): Promise<void>;
  /**
   * @returns the status, whatever it is; of the answer's body a little is read, and dropped
   * @throws {@link OutboundError}
   */
  post(
    url: string,
    message: { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer },
  ): Promise<{ readonly status: number }>;
}
