import { isIP } from 'node:net';
import { OutboundError } from '../ports/outbound-http';

export interface TargetRules {
  readonly ports: readonly number[];
  /** `http:` too, and then to loopback only: development and tests. */
  readonly plainHttp: boolean;
}

export interface Target {
  readonly url: URL;
  readonly secure: boolean;
  readonly port: number;
  /** Without the brackets of IPv6. */
  readonly hostname: string;
  readonly isAddress: boolean;
}

const MOST_CHARACTERS = 2_000;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

/**
 * What stands in an address, before anything is asked of anybody. The host has
 * to be written as it is read: `2130706433`, `0x7f.1` or `%3127.0.0.1` are
 * spellings of an address that two readers may read differently.
 */
export function parseTarget(text: string, { ports, plainHttp }: TargetRules): Target {
  // ASCII only: a name of other letters is sent in its ASCII form (RFC 5891), which everybody reads alike.
  const [, authority] = /^https?:\/\/([^/?#\\]+)(?:[/?][^#\\]*)?$/i.exec(text) ?? [];
  if (authority === undefined || text.length > MOST_CHARACTERS || !/^[\x21-\x7e]+$/.test(text)) {
    throw new OutboundError('url-invalid');
  }
  if (!URL.canParse(text)) throw new OutboundError('url-invalid');
  const url = new URL(text);
  const secure = url.protocol === 'https:';
  if (!secure && !plainHttp) throw new OutboundError('url-invalid');
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
  if (![url.hostname, `${url.hostname}:${port}`].includes(authority.toLowerCase())) {
    throw new OutboundError('url-invalid');
  }
  if (!ports.includes(port)) throw new OutboundError('port-refused');
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (/(^|\.)localhost$|\.$/.test(hostname)) throw new OutboundError('address-refused');
  return { url, secure, port, hostname, isAddress: isIP(hostname) !== 0 };
}
