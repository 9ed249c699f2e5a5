import { isIP } from 'node:net';

/** `10.1.0.0/16`, `fd12:3456::/48`: an address as it is commonly written, and a prefix that it has room for. */
export function isNetwork(text: string): boolean {
  const [, address = '', prefix = ''] = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
}
