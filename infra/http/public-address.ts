import { isIP } from 'node:net';
import { type IPv4, type IPv6, parse, parseCIDR } from 'ipaddr.js';

export type Network = readonly [base: IPv4 | IPv6, prefix: number];

/** All that IANA has given out for the public internet (RFC 4291, 2.4; IPv6 Global Unicast registry). */
const GLOBAL_UNICAST = parseNetwork('2000::/3');

/** Services of a hosting platform for its own machines, on an address that looks like anybody's (Azure). */
const PLATFORM = parseNetwork('168.63.129.16/32');

/** @throws where it is no CIDR */
export function parseNetwork(text: string): Network {
  const [address = '', prefix = ''] = text.split('/');
  // The library also reads octal, hexadecimal and shortened forms, which two readers read differently.
  if (isIP(address) === 0 || !/^\d{1,3}$/.test(prefix)) throw new TypeError('not a network');
  return parseCIDR(text);
}

/** Whether it is of the public internet, or of a network that was allowed by name. */
export function isReachable(address: string, allowed: readonly Network[]): boolean {
  if (isIP(address) === 0) return false;
  const parsed = parse(address);
  if (allowed.some((network) => isWithin(parsed, network))) return true;
  if (parsed.range() !== 'unicast' || isWithin(parsed, PLATFORM)) return false;
  return parsed.kind() === 'ipv4' || isWithin(parsed, GLOBAL_UNICAST);
}

export function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && parse(address).range() === 'loopback';
}

/** An IPv4 address written as IPv6 is in no network of IPv4: it is refused, whatever is allowed. */
function isWithin(address: IPv4 | IPv6, [base, prefix]: Network): boolean {
  return address.kind() === base.kind() && address.match(base, prefix);
}
