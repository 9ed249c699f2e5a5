import type { OutboundHttp } from '../ports/outbound-http';
import { createOutboundHttp } from './outbound-http';
import { parseNetwork } from './public-address';
import { resolveHost } from './resolve-host';

interface OutboundConfig {
  readonly ports: readonly number[];
  readonly networks: readonly string[];
  readonly plainHttp: boolean;
}

/** The way out to addresses that employers chose, as configured. */
export function openOutbound(config: OutboundConfig, callSeconds: number): OutboundHttp {
  return createOutboundHttp({
    ...config,
    networks: config.networks.map(parseNetwork),
    deadlineMs: callSeconds * 1000,
    resolve: resolveHost,
  });
}
