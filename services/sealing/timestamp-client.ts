import type { Clock } from '../../infra/ports/clock';
import { createTokenChecker } from './timestamp/check-token';
import { createTimestampTransport } from './timestamp/http-post';
import { readTimestampResponse } from './timestamp/read-response';
import { createTimestampRequest } from './timestamp/request';

/** A checked RFC 3161 token. */
export interface TimestampToken {
  /** ContentInfo. */
  readonly der: Buffer;
  readonly genTime: Date;
  /** Object identifier of the authority's policy. */
  readonly policy: string;
  /** Hexadecimal. */
  readonly serial: string;
}

export interface TimestampClient {
  /**
   * `imprint`: a SHA-256 digest. The token handed back has passed every check.
   *
   * Throws SealingError: `tsa-unavailable` when asking again later makes sense,
   * another `tsa-…` code for an answer that must not be used.
   */
  stamp(imprint: Buffer): Promise<TimestampToken>;
  /** Closes kept connections. */
  close(): void;
}

export interface TimestampClientOptions {
  readonly url: string;
  /** DER. Root certificates that the authority's chain must lead to. */
  readonly roots: readonly Buffer[];
  /** Refuses tokens under another policy. */
  readonly policy?: string;
  readonly clock: Clock;
  /** How far a token's time may lie from business time. */
  readonly toleranceMs: number;
  readonly deadlineMs: number;
  readonly maxConnections: number;
}

export function createTimestampClient(options: TimestampClientOptions): TimestampClient {
  const transport = createTimestampTransport(options);
  const checker = createTokenChecker(options);
  return {
    async stamp(imprint) {
      const request = createTimestampRequest(imprint);
      const token = readTimestampResponse(await transport.post(request.der));
      checker.check(token, request, options.clock.now());
      const { genTime, policy, serial } = token.info;
      return { der: token.der, genTime, policy, serial };
    },
    close: () => transport.close(),
  };
}
